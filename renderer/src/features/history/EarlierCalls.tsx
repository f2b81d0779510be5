import { useEffect, useState } from 'react';
import type { CallId } from '#model/call';
import { isMasked, isWithheld } from '#model/callerNumber';
import type { EarlierCalls as Earlier, RecordedCall } from '#model/history';
import { timedRequest } from '#window/bridge/timedRequest';
import { t } from '#window/i18n/i18n';
import { findCaller } from './findCaller';
import { outcomeText } from './recordView';

/** Null until the answer about this call has come. */
function useEarlierCalls({ callId, callerNumber, startedAt }: EarlierCallsProps): Earlier | null {
  const [known, setKnown] = useState<{ callId: CallId; earlier: Earlier } | null>(null);
  useEffect(() => {
    if (isWithheld(callerNumber)) {
      return;
    }
    const dayStart = new Date(startedAt).setHours(0, 0, 0, 0);
    const question = { callId, dayStart };
    void timedRequest('history:earlierCalls', question).then((answer) => {
      if (answer.ok) {
        setKnown({ callId, earlier: answer.value });
      }
    });
  }, [callId, callerNumber, startedAt]);
  return known?.callId === callId ? known.earlier : null;
}

function lastText(last: RecordedCall): string {
  return last.outcome ?? outcomeText(last);
}

type EarlierCallsProps = {
  readonly callId: CallId;
  readonly callerNumber: string;
  /** Epoch ms. */
  readonly startedAt: number;
};

/**
 * How often a caller called before, and what came of it; leads to these calls. By the end of a
 * number, which is all that some may see, they are not found: then it says so instead.
 */
export function EarlierCalls(props: EarlierCallsProps) {
  const earlier = useEarlierCalls(props);
  if (earlier === null || earlier.last === null) {
    return null;
  }
  const { total, sameDay, last } = earlier;
  const masked = isMasked(props.callerNumber);
  const text = [
    t('history.earlier.count', { count: total }),
    sameDay === 0 ? '' : t('history.earlier.sameDay', { count: sameDay }),
    t('history.earlier.last', { outcome: lastText(last) }),
    masked ? t('history.earlier.masked') : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
  return masked ? (
    <p className="min-w-0 truncate text-meta text-muted" title={text}>
      {text}
    </p>
  ) : (
    <button
      type="button"
      className="min-h-6 min-w-0 truncate text-meta text-accent underline underline-offset-2"
      title={t('history.earlier.find')}
      onClick={() => {
        findCaller(props.callerNumber);
      }}
    >
      {text}
    </button>
  );
}
