import { Redo2 } from 'lucide-react';
import { create } from 'zustand';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { usePending } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { Button } from '../../ui/buttons/Button';
import { sayWithUndo, useControls } from '../callActions';
import type { Rest } from './restToSay';

/** The newest turn of each call whose rest is said or was skipped: it is not offered again. */
const useSettled = create<Readonly<Record<CallId, number | null>>>()(() => ({}));

/** Offers to have the AI say what an interruption cut off; for a moment that can be undone. */
export function RestOffer({ callId, rest }: { readonly callId: CallId; readonly rest: Rest }) {
  const controls = useControls(callId);
  const pending = usePending(callId, 'say');
  const settled = useSettled((state) => state[callId] === rest.turnId);
  const ended = useCallsStore(({ byId }) => byId[callId]?.state === 'ended');
  if (controls === null || settled || ended) {
    return null;
  }
  const settle = (): void => {
    useSettled.setState({ [callId]: rest.turnId });
  };
  const say = (): void => {
    settle();
    sayWithUndo(callId, rest.text, () => {
      useSettled.setState({ [callId]: null });
    });
  };
  return (
    <div className="rest-offer" role="group" aria-label={t('ahead.restLabel')}>
      <Button
        size="tiny"
        icon={Redo2}
        pending={pending}
        reason={controls.reason('say')}
        title={t('ahead.restHint')}
        onClick={say}
      >
        <span className="truncate">{t('ahead.sayRest')}</span>
      </Button>
      <Button size="tiny" variant="quiet" onClick={settle}>
        <span className="truncate">{t('ahead.skipRest')}</span>
      </Button>
    </div>
  );
}
