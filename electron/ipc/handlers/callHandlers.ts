import { z } from 'zod';
import type { CallDesk } from '#main/desk/callDesk';
import { callCommand, outgoingCall } from '#main/rules/commandSchemas';
import { callId } from '#main/rules/recordSchemas';
import { done, type Result } from '#main/util/result';
import type { CallId } from '#model/call';
import type { HandlersOf, RequestSender } from '../requestHandler';

export type CallHandlerParts = {
  readonly calls: CallDesk;
  readonly levels: { open(sender: RequestSender): void };
  readonly headset: { open(callId: CallId, sender: RequestSender): Promise<Result<void>> };
};

export function createCallHandlers(parts: CallHandlerParts): HandlersOf<'calls' | 'levels'> {
  const { calls, levels, headset } = parts;
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
    'levels:open': {
      schema: z.null(),
      run: (_input, sender) => {
        levels.open(sender);
        return Promise.resolve(done);
      },
    },
  };
}
