import type { ReactNode } from 'react';
import { formatDuration } from '../../format/format';
import { AlertShape, type Level } from '../signs/AlertShape';
import { useNow } from '../signs/useNow';

/** One thing that is wrong with the whole window, and what to do about it. */
export function Banner(props: {
  readonly level: Level;
  readonly title: string;
  /** Epoch ms; null where the time does not matter. */
  readonly since: number | null;
  readonly children: ReactNode;
}) {
  const now = useNow('second');
  return (
    <div
      role={props.level === 'danger' ? 'alert' : 'status'}
      className="banner"
      data-level={props.level}
    >
      <AlertShape level={props.level} />
      <div className="min-w-0 flex-1 select-text">
        <strong className="mr-2 font-semibold">{props.title}</strong>
        <span className="text-muted">{props.children}</span>
      </div>
      {props.since !== null && (
        <span className="font-mono text-meta text-muted tabular-nums" aria-hidden="true">
          {formatDuration(now - props.since)}
        </span>
      )}
    </div>
  );
}
