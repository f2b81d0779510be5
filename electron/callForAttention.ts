/**
 * Calls a person to the window while it is not in front: a notification of the system for each new
 * alert, and for an AI or a caller who begins to wait; a number on the program's icon, a flash in
 * the task bar.
 */
import type { SupervisorDesk } from '#main/desk/supervisorDesk';
import { isWorse } from '#model/alert';
import type { Call, CallId } from '#model/call';
import { needOf, NewSummons, type Summons, summonsOf } from '#model/callNeed';
import type { ConsoleEvent } from '#model/events';

/** What the system shows. It is taken away by `close`. */
type Shown = { readonly close: () => void };

export type AttentionPlace = {
  readonly desk: Pick<SupervisorDesk, 'follow'>;
  readonly isFocused: () => boolean;
  /** Shows a notification; `onClick`: a person wants to see the call. */
  readonly notify: (call: Call, summons: Summons, onClick: () => void) => Shown;
  /** How many calls need a person (model/callNeed.ts); 0 takes the number away. */
  readonly count: (calls: number) => void;
  readonly flash: () => void;
  /** Brings the window to the front, with this call. */
  readonly open: (callId: CallId) => void;
};

/** Follows the calls for as long as the program runs. */
export function callForAttention(place: AttentionPlace): void {
  const news = new NewSummons();
  const shown = new Map<CallId, Shown>();
  const inNeed = new Set<CallId>();
  let counted = 0;
  const hide = (callId: CallId): void => {
    shown.get(callId)?.close();
    shown.delete(callId);
  };
  const forget = (callId: CallId): void => {
    news.forget(callId);
    hide(callId);
  };
  const look = (call: Call): void => {
    const open = summonsOf(call).filter(isShown);
    const worst = worstOf(news.since(call.id, open));
    if (open.length === 0) {
      hide(call.id);
    } else if (worst !== null && !place.isFocused()) {
      // One of each call: the newest says what is the matter now.
      hide(call.id);
      shown.set(
        call.id,
        place.notify(call, worst, () => {
          place.open(call.id);
        }),
      );
      place.flash();
    }
  };
  place.desk.follow(({ events }) => {
    for (const event of events) {
      apply(event, look, forget);
      followNeed(event, inNeed);
    }
    if (inNeed.size !== counted) {
      counted = inNeed.size;
      place.count(counted);
    }
  });
}

function apply(
  event: ConsoleEvent,
  look: (call: Call) => void,
  forget: (callId: CallId) => void,
): void {
  if (event.type === 'callAdded' || event.type === 'callChanged') {
    look(event.call);
  } else if (event.type === 'callRemoved') {
    forget(event.callId);
  }
}

function followNeed(event: ConsoleEvent, inNeed: Set<CallId>): void {
  if (event.type === 'callRemoved') {
    inNeed.delete(event.callId);
  } else if (event.type === 'callAdded' || event.type === 'callChanged') {
    const { call } = event;
    if (needOf(call) === null) {
      inNeed.delete(call.id);
    } else {
      inNeed.add(call.id);
    }
  }
}

/** Of what is new at once, what a person should hear of. */
function worstOf(news: readonly Summons[]): Summons | null {
  return news.reduce<Summons | null>(
    (worst, each) => (worst === null || isWorse(each.severity, worst.severity) ? each : worst),
    null,
  );
}

/** What only informs does not call anybody from other work. */
const isShown = ({ severity }: Summons): boolean => severity !== 'info';
