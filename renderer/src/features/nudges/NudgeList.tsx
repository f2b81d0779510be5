import { useShallow } from 'zustand/react/shallow';
import type { Call, CallId } from '#model/call';
import type { Nudge } from '#model/nudge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { AlertRow, alertsToSee } from '../alerts';

/** Those that nobody has seen to; the others are among the events of the call. */
function openNudges(call: Call | undefined): readonly Nudge[] {
  const open = alertsToSee(call).filter(({ signal }) => signal === 'nudge');
  return (call?.nudges ?? []).filter(({ reason }) => open.some(({ topic }) => topic === reason));
}

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

/** The newest deed of each rule that has acted in this call, until somebody has seen to it. */
export function NudgeList({ callId }: { readonly callId: CallId }) {
  const nudges = useCallsStore(useShallow(({ byId }) => openNudges(byId[callId])));
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
