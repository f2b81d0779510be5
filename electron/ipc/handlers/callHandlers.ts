import { z } from 'zod';
import type { CallDesk } from '#main/desk/callDesk';
import type { TrialDesk } from '#main/desk/trialDesk';
import { callCommand, outgoingCall } from '#main/rules/commandSchemas';
import { callId } from '#main/rules/recordSchemas';
import { replayRequest } from '#main/rules/replayRequest';
import { triedProfile } from '#main/rules/triedProfile';
import { done } from '#main/util/result';
import type { HeadsetPorts } from '../headsetPort';
import type { LevelStream } from '../levelPort';
import type { HandlersOf } from '../requestHandler';
import type { TestCallPorts } from '../testCallPort';

export type CallHandlerParts = {
  readonly calls: CallDesk;
  readonly trials: Pick<TrialDesk, 'estimateReplay' | 'replay'>;
  readonly levels: Pick<LevelStream, 'open'>;
  readonly headset: Pick<HeadsetPorts, 'open'>;
  readonly testCalls: Pick<TestCallPorts, 'open'>;
};

export function createCallHandlers(parts: CallHandlerParts): HandlersOf<'calls' | 'levels'> {
  const { calls, trials, levels, headset, testCalls } = parts;
  return {
    'calls:command': {
      schema: z.strictObject({ callId, command: callCommand }),
      run: (input) => calls.command(input.callId, input.command),
    },
    'calls:place': {
      schema: outgoingCall,
      run: (call) => calls.place(call),
    },
    'calls:listen': {
      schema: z.strictObject({ callId }),
      run: (input, sender) => headset.open(input.callId, sender),
    },
    'calls:test': {
      schema: triedProfile,
      run: (tried, sender) => testCalls.open(tried, sender),
    },
    'calls:estimateReplay': {
      schema: replayRequest,
      run: (asked) => trials.estimateReplay(asked),
    },
    'calls:replay': {
      schema: replayRequest,
      run: (asked) => trials.replay(asked),
    },
    'levels:open': {
      schema: z.null(),
      run: (_input, sender) => {
        levels.open(sender);
        return Promise.resolve(done);
      },
    },
  };
}
