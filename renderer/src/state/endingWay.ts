import { create } from 'zustand';
import type { Call } from '#model/call';
import { save, saved } from './saved';

const NAME = 'endWithGoodbye';

/** Whether the AI says goodbye before a call is ended; kept from one start to the next. */
export const useEndingWay = create<{ readonly goodbye: boolean }>()(() => ({
  goodbye: saved(NAME, (found) => found === true),
}));

export function chooseGoodbye(goodbye: boolean): void {
  useEndingWay.setState({ goodbye });
  save(NAME, goodbye);
}

/** How a call can be ended. `saying`: the AI says goodbye. `at-once`: it would not be heard. */
export type EndingWay = 'saying' | 'goodbye' | 'at-once';

export function endingWayOf(call: Call): EndingWay {
  if (call.notices.some(({ kind }) => kind === 'goodbye')) {
    return 'saying';
  }
  const isHeard =
    call.state === 'live' &&
    call.hasAgent &&
    call.agentLink === 'ready' &&
    call.floor === 'agent' &&
    !call.agentPaused &&
    !call.agentMuted;
  return isHeard ? 'goodbye' : 'at-once';
}
