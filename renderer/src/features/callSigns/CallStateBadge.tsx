import type { ReactNode } from 'react';
import type { CallState } from '#model/call';
import { Badge } from '../../ui/signs/Badge';
import { CallStateShape } from './CallStateShape';

/** The state of a call in the head of its page, with its words. */
export function CallStateBadge(props: { readonly state: CallState; readonly children: ReactNode }) {
  return (
    <Badge size="medium">
      <CallStateShape state={props.state} />
      {props.children}
    </Badge>
  );
}
