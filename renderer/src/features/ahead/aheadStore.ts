import { create } from 'zustand';
import type { AgentAhead } from '#model/ahead';
import type { CallId } from '#model/call';

type AheadState = {
  /** The call of which only what was not heard is shown; null: none. */
  readonly unheardOf: CallId | null;
  /** The call that is asked about. */
  readonly callId: CallId | null;
  readonly ahead: AgentAhead | null;
};

export const NOTHING_AHEAD: AheadState = { unheardOf: null, callId: null, ahead: null };

/** What the AI of the selected call will say that its caller has not heard. */
export const useAheadStore = create<AheadState>()(() => NOTHING_AHEAD);

/**
 * Takes the newest answer. The words that were heard only grow: text that comes late would move the
 * place back.
 */
export function takeAhead(callId: CallId, ahead: AgentAhead | null): void {
  const { ahead: before } = useAheadStore.getState();
  const heardBefore = before !== null && before.turnId === ahead?.turnId ? before.heardChars : 0;
  useAheadStore.setState({
    callId,
    ahead:
      ahead === null ? null : { ...ahead, heardChars: Math.max(heardBefore, ahead.heardChars) },
  });
}
