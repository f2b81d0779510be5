import { Phone, PhoneOff } from 'lucide-react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { useFocusKept } from '../../state/focusPlaces';
import { Button } from '../../ui/buttons/Button';
import { useCommand } from '../commands';

/** What a button says by itself, with the key that does the same. */
const titleOf = ({ label, shortcut }: ReturnType<typeof useCommand>): string =>
  shortcut === '' ? label : `${label} (${shortcut})`;

/** The controls of a call that rings. */
export function RingingActions({ callId }: { readonly callId: CallId }) {
  const answer = useCommand('call.answer', callId);
  const decline = useCommand('call.decline', callId);
  const place = useFocusKept<HTMLDivElement>();
  const pending = answer.pending || decline.pending;
  return (
    <div ref={place} className="flex gap-2">
      <Button
        variant="primary"
        size="large"
        icon={Phone}
        pending={pending}
        reason={answer.reason}
        title={titleOf(answer)}
        onClick={answer.run}
      >
        {t(answer.pending ? 'actions.answering' : 'actions.answer')}
      </Button>
      <Button
        size="large"
        icon={PhoneOff}
        pending={pending}
        reason={decline.reason}
        title={titleOf(decline)}
        onClick={decline.run}
      >
        {t(decline.pending ? 'actions.declining' : 'actions.decline')}
      </Button>
    </div>
  );
}
