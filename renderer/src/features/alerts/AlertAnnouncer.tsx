import { useEffect, useRef, useState } from 'react';
import { isWorse } from '#model/alert';
import { formatNumber } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { cuePlayer } from './cues';
import { NewAlerts } from './newAlerts';
import { type OpenAlert, openAlerts } from './openAlerts';
import { volumeNow } from './soundChoices';

/** Alerts of other calls are read out together, this long after the first, ms. */
const BATCH_MS = 5_000;

function nameOf({ callId }: OpenAlert): string {
  const call = useCallsStore.getState().byId[callId];
  return call?.callerName || formatNumber(call?.callerNumber ?? '');
}

const textOf = (open: OpenAlert): string =>
  t('alerts.spoken', { name: nameOf(open), reason: inWords(open.alert.phrase) });

/** One sound for all that is new at once: that of the worst. */
function soundFor(fresh: readonly OpenAlert[]): void {
  const [first, ...rest] = fresh.filter(({ alert }) => alert.sound);
  if (first !== undefined) {
    cuePlayer.play(
      rest.reduce(
        (worst, { alert }) => (isWorse(alert.severity, worst) ? alert.severity : worst),
        first.alert.severity,
      ),
      volumeNow(),
    );
  }
}

/** Whether it is the selected call that is in danger: then it is said at once. */
const isUrgent = ({ callId, alert }: OpenAlert): boolean =>
  alert.severity === 'danger' && useCallsStore.getState().selection?.callId === callId;

/** Follows the open alerts: what is new is heard, and read out by a screen reader. */
function useAnnouncements(): { readonly calm: string; readonly urgent: string } {
  const [said, setSaid] = useState({ calm: '', urgent: '' });
  const waiting = useRef<readonly OpenAlert[]>([]);
  useEffect(() => {
    const news = new NewAlerts();
    let timer: number | null = null;
    const tell = (): void => {
      timer = null;
      const calm = waiting.current.map(textOf).join(' ');
      waiting.current = [];
      setSaid(({ urgent }) => ({ calm, urgent }));
    };
    const look = (): void => {
      const state = useCallsStore.getState();
      // Before the first picture nothing is known, so nothing could be new.
      const fresh = state.link.state === 'ready' ? news.since(openAlerts(state)) : [];
      if (fresh.length === 0) {
        return;
      }
      soundFor(fresh);
      const urgent = fresh.filter(isUrgent);
      if (urgent.length > 0) {
        setSaid(({ calm }) => ({ calm, urgent: urgent.map(textOf).join(' ') }));
      }
      waiting.current = [...waiting.current, ...fresh.filter((each) => !isUrgent(each))];
      if (waiting.current.length > 0) {
        timer ??= window.setTimeout(tell, BATCH_MS);
      }
    };
    look();
    const stop = useCallsStore.subscribe(look);
    return () => {
      stop();
      window.clearTimeout(timer ?? undefined);
    };
  }, []);
  return said;
}

/** The regions by which a screen reader hears of alerts; nothing is seen of them. */
export function AlertAnnouncer() {
  const { calm, urgent } = useAnnouncements();
  return (
    <div className="sr-only">
      <p aria-live="polite">{calm}</p>
      <p aria-live="assertive">{urgent}</p>
    </div>
  );
}
