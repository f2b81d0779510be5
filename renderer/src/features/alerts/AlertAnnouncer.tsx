import { useEffect, useRef, useState } from 'react';
import { isWorse } from '#model/alert';
import type { CallId } from '#model/call';
import { NewSummons, type Summons, summonsOf } from '#model/callNeed';
import { formatCaller } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import { cuePlayer } from './cues';
import { volumeNow } from './soundChoices';
import { takeSoundTurn } from './soundTurn';

/** Alerts of other calls are read out together, this long after the first, ms. */
const BATCH_MS = 5_000;

/** What calls a person to a call. */
type Called = { readonly callId: CallId; readonly summons: Summons };

function textOf({ callId, summons }: Called): string {
  const name = formatCaller(useCallsStore.getState().byId[callId]);
  return t('alerts.spoken', { name, reason: inWords(summons.phrase) });
}

/** One sound for all that is new at once: that of the worst. */
function soundFor(fresh: readonly Called[]): void {
  const [first, ...rest] = fresh.filter(({ summons }) => summons.sound);
  if (first !== undefined) {
    cuePlayer.play(
      rest.reduce(
        (worst, { summons }) => (isWorse(summons.severity, worst) ? summons.severity : worst),
        first.summons.severity,
      ),
      volumeNow(),
    );
  }
}

/** What is new, or has got worse, since the last look at the calls. */
class CalledSince {
  readonly #news = new NewSummons();
  #known: CallsState['byId'] | null = null;

  /** What is open when the window opens is news to nobody. */
  look({ byId, order }: Pick<CallsState, 'byId' | 'order'>): readonly Called[] {
    const known = this.#known;
    if (byId === known) {
      return [];
    }
    this.#known = byId;
    for (const callId of Object.keys(known ?? {})) {
      if (!(callId in byId)) {
        this.#news.forget(callId);
      }
    }
    const fresh = order.flatMap((callId) => {
      const call = byId[callId];
      return call === undefined || call === known?.[callId]
        ? []
        : this.#news.since(callId, summonsOf(call)).map((summons) => ({ callId, summons }));
    });
    return known === null ? [] : fresh;
  }
}

/** Whether it is the selected call that is in danger: then it is said at once. */
const isUrgent = ({ callId, summons }: Called): boolean =>
  summons.severity === 'danger' && useCallsStore.getState().selection?.callId === callId;

/** Follows what calls a person: what is new is heard, and read out by a screen reader. */
function useAnnouncements(): { readonly calm: string; readonly urgent: string } {
  const [said, setSaid] = useState({ calm: '', urgent: '' });
  const waiting = useRef<readonly Called[]>([]);
  useEffect(() => {
    const news = new CalledSince();
    let isHeard = false;
    const leaveTurn = takeSoundTurn(() => {
      isHeard = true;
    });
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
      const fresh = state.link.state === 'ready' ? news.look(state) : [];
      if (fresh.length === 0) {
        return;
      }
      if (isHeard) {
        soundFor(fresh);
      }
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
      leaveTurn();
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
