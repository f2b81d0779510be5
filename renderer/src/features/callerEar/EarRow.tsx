import { Ear as EarIcon } from 'lucide-react';
import { useEffect } from 'react';
import type { CallId } from '#model/call';
import type { EarDiagnosis } from '#model/callerEar';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { useEarStore } from '../../state/earStore';
import { useStationStore } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { Kbd } from '../../ui/buttons/Kbd';
import { Notice } from '../../ui/messages/Notice';
import { applyRemedy, comboText, isPossible, remedyReason, useFirstKey } from '../commands';

/** What is wrong with what the caller hears; null: nothing is. */
export function useDiagnosis(callId: CallId): EarDiagnosis | null {
  return useEarStore(({ ear }) => (ear?.callId === callId ? ear.diagnosis : null));
}

/** The key of the first remedy acts while this row is seen, and not behind others. */
function useTold(callId: CallId): void {
  useEffect(() => {
    useEarStore.setState({ toldOf: callId });
    return () => {
      useEarStore.setState({ toldOf: null });
    };
  }, [callId]);
}

/** Says what is wrong with what the caller hears, and offers what helps. */
export function EarRow(props: { readonly callId: CallId; readonly diagnosis: EarDiagnosis }) {
  const { callId, diagnosis } = props;
  const key = useFirstKey('call.remedy');
  const call = useCallsStore((state) => state.byId[callId]);
  // The reasons of the buttons change with who works here.
  useStationStore((state) => state.view);
  useTold(callId);
  const words = t(`callerEar.trouble.${diagnosis.trouble}`);
  return (
    <div role="group" aria-label={t('callerEar.label')}>
      <Notice level={diagnosis.trouble === 'lost' ? 'danger' : 'warn'}>
        <EarIcon size={15} className="shrink-0" aria-hidden="true" />
        <span className="reason-words select-text" role="status" title={words}>
          {words}
        </span>
        {call !== undefined &&
          diagnosis.remedies
            .filter((remedy) => isPossible(remedy, call))
            .map((remedy, at) => (
              <Button
                key={remedy}
                size="small"
                className={at === 0 ? '' : 'reason-minor'}
                reason={remedyReason(remedy, call)}
                onClick={() => {
                  applyRemedy(remedy, callId);
                }}
              >
                {t(`callerEar.remedy.${remedy}`)}
                {at === 0 && key !== null && <Kbd>{comboText(key)}</Kbd>}
              </Button>
            ))}
      </Notice>
    </div>
  );
}
