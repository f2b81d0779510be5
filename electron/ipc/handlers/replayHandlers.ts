import type { TrialDesk } from '#main/desk/trialDesk';
import { replayRequest } from '#main/rules/replayRequest';
import type { HandlersOf } from '../requestHandler';

export function createReplayHandlers(
  trials: Pick<TrialDesk, 'estimateReplay' | 'replay'>,
): HandlersOf<'replays'> {
  return {
    'replays:estimate': {
      schema: replayRequest,
      run: (asked) => trials.estimateReplay(asked),
    },
    'replays:start': {
      schema: replayRequest,
      run: (asked) => trials.replay(asked),
    },
  };
}
