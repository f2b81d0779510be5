import { RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import type { CallId } from '#model/call';
import type { CallRecord } from '#model/history';
import type { CallSummary, DoneSummary, SummaryValue } from '#model/summary';
import { formatDateTime } from '#window/format/format';
import { t } from '#window/i18n/i18n';
import { inWords } from '#window/i18n/inWords';
import { useRoleReason } from '#window/state/stationStore';
import { Button } from '#window/ui/buttons/Button.tsx';
import { ErrorText } from '#window/ui/messages/ErrorText.tsx';
import { useAttempt } from '#window/ui/messages/useAttempt';
import { Badge } from '#window/ui/signs/Badge.tsx';
import { refreshRecord } from '../historyStore';
import { redoSummary } from './recordRequests';

function valueText(value: SummaryValue): string {
  switch (value) {
    case null:
      return '–';
    case true:
      return t('history.summary.yes');
    case false:
      return t('history.summary.no');
    default:
      return String(value);
  }
}

function Done({ summary }: { readonly summary: DoneSummary }) {
  const { text, followUps, fields } = summary;
  return (
    <div className="flex max-w-[72ch] flex-col gap-2 select-text">
      <p dir="auto">{text}</p>
      {followUps.length > 0 && (
        <ul className="list-disc pl-5" aria-label={t('history.summary.followUps')}>
          {followUps.map((each) => (
            <li key={each} dir="auto">
              {each}
            </li>
          ))}
        </ul>
      )}
      {Object.keys(fields).length > 0 && (
        <dl className="grid grid-cols-[max-content_1fr] gap-x-4 text-meta">
          {Object.entries(fields).map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd dir="auto">{valueText(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function State({ summary }: { readonly summary: CallSummary | null }) {
  switch (summary?.state) {
    case undefined:
      return <p className="text-meta text-muted">{t('history.summary.none')}</p>;
    case 'waiting':
      return <p className="text-meta text-muted">{t('history.summary.waiting')}</p>;
    case 'failed':
      return (
        <p className="text-meta text-warn">
          {t('history.summary.failed', { why: inWords(summary.reason) })}
        </p>
      );
    case 'done':
      return <Done summary={summary} />;
  }
}

/** How often a page looks whether its summary has come, ms. */
const LOOK_EVERY_MS = 3_000;

/** Reads the page again until the summary that it waits for is there. */
function useArrival(callId: CallId, isWaiting: boolean): void {
  useEffect(() => {
    if (!isWaiting) {
      return;
    }
    const timer = setInterval(() => void refreshRecord(callId), LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [callId, isWaiting]);
}

/** What the call was about, and what came of it. Nothing while it goes on. */
export function RecordSummary({ record }: { readonly record: CallRecord }) {
  const reason = useRoleReason('history.redoSummary');
  const { call, summary } = record;
  const [redoing, attempt] = useAttempt();
  useArrival(call.id, summary?.state === 'waiting');
  if (call.state === 'live') {
    return null;
  }
  const pending = redoing.state === 'pending';
  const isDone = summary?.state === 'done';
  return (
    <section
      className="flex flex-col gap-2 border-t border-line px-5 py-3"
      aria-label={t('history.summary.label')}
    >
      <div className="flex flex-wrap items-center gap-3">
        <h3 className="font-semibold">{t('history.summary.label')}</h3>
        {call.outcome !== null && <Badge size="medium">{call.outcome}</Badge>}
        {isDone && (
          <span className="text-meta text-faint">
            {t('history.summary.madeBy', {
              model: summary.model,
              at: formatDateTime(summary.at),
            })}
          </span>
        )}
        <Button
          size="small"
          variant="quiet"
          icon={RefreshCw}
          reason={reason}
          pending={pending}
          onClick={() => void attempt(() => redoSummary(call.id))}
        >
          {t(
            pending
              ? 'history.summary.making'
              : isDone
                ? 'history.summary.redo'
                : 'history.summary.make',
          )}
        </Button>
      </div>
      <State summary={summary} />
      {redoing.state === 'failed' && <ErrorText>{inWords(redoing.message)}</ErrorText>}
    </section>
  );
}
