/** The tools that act on the call itself. */
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { ProfileTools, TransferTarget } from '#model/profile';
import type { Tool, ToolHost } from './toolRunner';

/** The keys a telephone sends; `w` is a pause of half a second (Asterisk docs, "SendDTMF"). */
const KEYS = '^[0-9A-D*#w]{1,32}$';

const text = (description: string, maxLength: number) => ({
  type: 'string',
  description,
  maxLength,
});

/** Creates the tools that a profile allows. */
export function createCallTools(
  host: ToolHost,
  allowed: ProfileTools,
  targets: readonly TransferTarget[],
): readonly Tool[] {
  return [
    ...(allowed.endCall ? [endCall(host)] : []),
    ...(allowed.transferCall && targets.length > 0 ? [transferCall(host, targets)] : []),
    ...(allowed.sendDtmf ? [sendDtmf(host)] : []),
    ...(allowed.takeMessage ? [takeMessage(host)] : []),
  ];
}

function endCall(host: ToolHost): Tool {
  return {
    declaration: {
      name: 'end_call',
      description:
        'Ends the telephone call. Say goodbye first, then call this; what you have said is still heard to its end. Only when the caller has nothing more to ask.',
      parameters: { type: 'object', properties: {} },
      // With a spoken answer the agent would say goodbye a second time.
      scheduling: 'silent',
    },
    run: () => {
      host.endCall();
      return Promise.resolve(ok({ output: 'The call ends now. Say nothing more.' }));
    },
  };
}

function transferCall(host: ToolHost, targets: readonly TransferTarget[]): Tool {
  const list = targets.map(({ name, description }) =>
    description === '' ? name : `${name}: ${description}`,
  );
  return {
    declaration: {
      name: 'transfer_call',
      description:
        'Connects the caller with somebody else. Tell the caller first; what you have said is still heard to its end. After that you are no longer in the call.',
      parameters: {
        type: 'object',
        properties: {
          target: {
            type: 'string',
            enum: targets.map(({ name }) => name),
            description: `Who to connect the caller with. ${list.join('; ')}`,
          },
        },
        required: ['target'],
      },
      scheduling: 'wait',
    },
    run: async (args, signal) => {
      const target = targets.find(({ name }) => name === args['target']);
      if (target === undefined) {
        return fail(cordboardError('invalid-input', phrase('tool.no-such-target')));
      }
      return answered(await host.transfer(target, signal), 'The caller is being connected.');
    },
  };
}

function sendDtmf(host: ToolHost): Tool {
  return {
    declaration: {
      name: 'send_dtmf',
      description:
        'Presses keys of the telephone, as for the menu of a machine at the other end. Only when you are asked to press a key.',
      parameters: {
        type: 'object',
        properties: {
          digits: {
            type: 'string',
            pattern: KEYS,
            description: 'The keys in their order: 0 to 9, A to D, * and #; w is a short pause.',
          },
        },
        required: ['digits'],
      },
      scheduling: 'wait',
    },
    run: async (args) => answered(await host.sendDtmf(String(args['digits'])), 'Sent.'),
    // Keys may be a PIN or a card number, so the transcript never shows them.
    describe: (args) => phrase('tool.keys', { keys: String(args['digits']).length }),
  };
}

function takeMessage(host: ToolHost): Tool {
  return {
    declaration: {
      name: 'take_message',
      description:
        'Leaves a message of the caller for the people of this number. Ask for what is missing and repeat the message to the caller before you call this.',
      parameters: {
        type: 'object',
        properties: {
          from: text('Who leaves the message, as the caller said it.', 200),
          call_back: text('Number or other way to reach the caller; empty if none was said.', 200),
          text: text('The message, in the words of the caller.', 4_000),
        },
        required: ['from', 'text'],
      },
      scheduling: 'wait',
    },
    run: async ({ from, call_back: callBack = '', text: words }) =>
      answered(
        await host.takeMessage({
          from: String(from),
          callBack: String(callBack),
          text: String(words),
        }),
        'The message was written down.',
      ),
  };
}

function answered(result: Result<void>, output: string): Result<{ readonly output: string }> {
  return result.ok ? ok({ output }) : result;
}
