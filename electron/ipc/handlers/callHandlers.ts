import { z } from 'zod';
import type { CallDesk } from '#main/desk/callDesk';
import { callCommand, outgoingCall } from '#main/rules/commandSchemas';
import { callId } from '#main/rules/recordSchemas';
import { triedProfile } from '#main/rules/triedProfile';
import { done, ok } from '#main/util/result';
import type { HeadsetPorts } from '../headsetPort';
import type { LevelStream } from '../levelPort';
import type { HandlersOf } from '../requestHandler';
import type { TestCallPorts } from '../testCallPort';

export type CallHandlerParts = {
  readonly calls: CallDesk;
  readonly levels: Pick<LevelStream, 'open'>;
  readonly headset: Pick<HeadsetPorts, 'open'>;
  readonly testCalls: Pick<TestCallPorts, 'open'>;
};

export function createCallHandlers(parts: CallHandlerParts): HandlersOf<'calls' | 'levels'> {
  const { calls, levels, headset, testCalls } = parts;
  return {
    'calls:command': {
      schema: z.strictObject({ callId, command: callCommand }),
      run: (input) => calls.command(input.callId, input.command),
    },
    'calls:ahead': {
      schema: z.strictObject({ callId }),
      run: async (input) => ok(await calls.ahead(input.callId)),
    },
    'calls:brief': {
      schema: z.strictObject({ callId }),
      run: (input) => calls.brief(input.callId),
    },
    'calls:instruction': {
      schema: z.strictObject({ callId }),
      run: (input) => calls.instruction(input.callId),
    },
    'calls:place': {
      schema: outgoingCall,
      run: (call) => calls.place(call),
    },
    'calls:listen': {
      schema: z.strictObject({ callId }),
      run: (input, sender) => headset.open(input.callId, sender),
    },
    'calls:timeline': {
      schema: z.strictObject({
        callId,
        from: z.strictObject({ bucket: z.int().nonnegative(), event: z.int().nonnegative() }),
      }),
      run: (input) => calls.timeline(input.callId, input.from),
    },
    'calls:test': {
      schema: triedProfile,
      run: (tried, sender) => testCalls.open(tried, sender),
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
