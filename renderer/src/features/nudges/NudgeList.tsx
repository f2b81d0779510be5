import type { CallId } from '#model/call';
import type { Nudge } from '#model/nudge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { AlertRow } from '../alerts';

const NONE: readonly Nudge[] = [];

/** Reason and deed in one line. */
function deedText({ act, reason }: Nudge): string {
  switch (act) {
    case 'notice':
      return t('nudges.notice', { reason });
    case 'whisper':
      return t('nudges.whisper', { reason });
    case 'hand-over':
      return t('nudges.handOver', { reason });
  }
}

/** The newest deed of each rule that has acted in this call. */
export function NudgeList({ callId }: { readonly callId: CallId }) {
  const nudges = useCallsStore((state) => state.byId[callId]?.nudges ?? NONE);
  if (nudges.length === 0) {
    return null;
  }
  return (
    <ul className="nudges" aria-label={t('nudges.label')}>
      {nudges.map((nudge) => (
        <li key={nudge.id}>
          <AlertRow
            callId={callId}
            alert={{
              signal: 'nudge',
              topic: nudge.reason,
              severity: nudge.severity,
              at: nudge.at,
              turnId: null,
            }}
            words={deedText(nudge)}
            more={
              nudge.failure !== null && (
                <span className="block">{t('nudges.failed', { why: inWords(nudge.failure) })}</span>
              )
            }
            announced
          />
        </li>
      ))}
    </ul>
  );
}
