import { z } from 'zod';
import type { CallDesk } from '#main/desk/callDesk';
import { callCommand, outgoingCall } from '#main/rules/commandSchemas';
import { listening } from '#main/rules/listeningSchema';
import { callId } from '#main/rules/recordSchemas';
import { triedProfile } from '#main/rules/triedProfile';
import { done, ok, type Result } from '#main/util/result';
import type { TriedProfile } from '#model/profile';
import type { RequestInput, RequestOutput } from '../../contract/requests';
import type { HandlersOf, RequestSender } from '../requestHandler';

const place = z.int().nonnegative();

export type CallHandlerParts = {
  readonly calls: CallDesk;
  readonly levels: { open(sender: RequestSender): void };
  readonly headset: {
    open(
      opening: RequestInput<'calls:listen'>,
      sender: RequestSender,
    ): Promise<Result<RequestOutput<'calls:listen'>>>;
  };
  readonly testCalls: {
    open(tried: TriedProfile, sender: RequestSender): Promise<Result<RequestOutput<'calls:test'>>>;
  };
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
      schema: z.strictObject({ callId, listening, scan: z.boolean() }),
      run: (input, sender) => headset.open(input, sender),
    },
    'calls:endScan': {
      schema: z.null(),
      run: () => {
        calls.endScan();
        return Promise.resolve(done);
      },
    },
    'calls:timeline': {
      schema: z.strictObject({
        callId,
        from: z.strictObject({ bucket: place, event: place, act: place, sample: place }),
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
