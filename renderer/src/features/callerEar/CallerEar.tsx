import { Ear as EarIcon } from 'lucide-react';
import { useEffect } from 'react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { levelRings } from '../../levels/levelRings';
import { useCallsStore } from '../../state/callsStore';
import { look, useEarStore } from '../../state/earStore';
import { Button } from '../../ui/buttons/Button';
import { Kbd } from '../../ui/buttons/Kbd';
import { Strip } from '../../ui/messages/Strip';
import { applyRemedy, comboText, isPossible, useFirstKey } from '../commands';
import { EarLane } from './EarLane';

/** How often the ear is looked at, ms. */
const LOOK_MS = 250;

/** Follows the ear of this caller while they are shown. */
function useCallerEar(callId: CallId): void {
  useEffect(() => {
    const timer = setInterval(() => {
      const call = useCallsStore.getState().byId[callId];
      const { ear } = useEarStore.getState();
      if (call === undefined) {
        return;
      }
      const next = look(ear, call, levelRings.ring(call.meterId), Date.now());
      if (next !== ear) {
        useEarStore.setState({ ear: next });
      }
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
      useEarStore.setState({ ear: null });
    };
  }, [callId]);
}

/** Says what is wrong with what the caller hears, and offers what helps; else nothing. */
export function CallerEar({ callId }: { readonly callId: CallId }) {
  useCallerEar(callId);
  const key = useFirstKey('call.remedy');
  const ear = useEarStore((state) => (state.ear?.callId === callId ? state.ear : null));
  const call = useCallsStore((state) => state.byId[callId]);
  if (ear === null || ear.diagnosis === null || call === undefined) {
    return null;
  }
  const { trouble, remedies } = ear.diagnosis;
  return (
    <Strip
      role="status"
      label={t('callerEar.label')}
      icon={<EarIcon size={15} className="shrink-0 text-warn" aria-hidden="true" />}
      actions={
        <>
          <EarLane stretches={ear.stretches} />
          {remedies
            .filter((remedy) => isPossible(remedy, call))
            .map((remedy, at) => (
              <Button
                key={remedy}
                size="small"
                onClick={() => {
                  applyRemedy(remedy, call);
                }}
              >
                {t(`callerEar.remedy.${remedy}`)}
                {at === 0 && key !== null && <Kbd>{comboText(key)}</Kbd>}
              </Button>
            ))}
        </>
      }
    >
      {t(`callerEar.trouble.${trouble}`)}
    </Strip>
  );
}
