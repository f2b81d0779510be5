import type { CallId } from '#model/call';
import type { Nudge } from '#model/nudge';
import { formatClock } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { Notice } from '../../ui/messages/Notice';
import { AcknowledgeButton } from '../alerts';

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
          <Notice level={nudge.severity}>
            <span className="sr-only">{t(`call.severity.${nudge.severity}`)}:</span>
            <span
              className="min-w-0 flex-1 select-text"
              role={nudge.severity === 'danger' ? 'alert' : 'status'}
            >
              {deedText(nudge)}
              {nudge.failure !== null && (
                <span className="block">{t('nudges.failed', { why: inWords(nudge.failure) })}</span>
              )}
            </span>
            <time className="font-mono text-meta text-muted">{formatClock(nudge.at)}</time>
            <AcknowledgeButton callId={callId} signal="nudge" topic={nudge.reason} />
          </Notice>
        </li>
      ))}
    </ul>
  );
}
