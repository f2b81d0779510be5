import { z } from 'zod';
import type { CallDesk } from '#main/desk/callDesk';
import { callCommand, outgoingCall } from '#main/rules/commandSchemas';
import { listening } from '#main/rules/listeningSchema';
import { callId } from '#main/rules/recordSchemas';
import { done } from '#main/util/result';
import type { HeadsetPorts } from '../headsetPort';
import type { LevelStream } from '../levelPort';
import type { HandlersOf } from '../requestHandler';

export type CallHandlerParts = {
  readonly calls: CallDesk;
  readonly levels: Pick<LevelStream, 'open'>;
  readonly headset: Pick<HeadsetPorts, 'open'>;
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
    'levels:open': {
      schema: z.null(),
      run: (_input, sender) => {
        levels.open(sender);
        return Promise.resolve(done);
      },
    },
  };
}
