/** The tools that act on the call itself. */
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { ApprovableTool, ProfileTools, TransferTarget } from '#model/profile';
import { describeParameter, describeTargets, describeTool, toolSucceeded } from '../talk/prompts';
import { askSupervisor, needingApproval } from './supervisorTools';
import type { Tool, ToolHost } from './toolRunner';

/** The keys a telephone sends; `w` is a pause of half a second (Asterisk docs, "SendDTMF"). */
const KEYS = '^[0-9A-D*#w]{1,32}$';

const text = (parameter: 'from' | 'call_back' | 'text', maxLength: number) => ({
  type: 'string',
  description: describeParameter(parameter),
  maxLength,
});

/** Creates the tools that a profile allows. */
export function createCallTools(
  host: ToolHost,
  allowed: ProfileTools,
  targets: readonly TransferTarget[],
): readonly Tool[] {
  const { approval, answerSeconds } = allowed;
  const gated = (name: ApprovableTool, tool: Tool): Tool =>
    approval[name] ? needingApproval(tool, answerSeconds * 1_000) : tool;
  return [
    ...(allowed.endCall ? [gated('endCall', endCall(host))] : []),
    ...(allowed.transferCall && targets.length > 0
      ? [gated('transferCall', transferCall(host, targets))]
      : []),
    ...(allowed.sendDtmf ? [gated('sendDtmf', sendDtmf(host))] : []),
    ...(allowed.takeMessage ? [gated('takeMessage', takeMessage(host))] : []),
    ...(allowed.askSupervisor ? [askSupervisor(host, answerSeconds)] : []),
    ...(host.mailboxReached === null ? [] : [voicemailReached(host.mailboxReached)]),
  ];
}

function endCall(host: ToolHost): Tool {
  return {
    declaration: {
      name: 'end_call',
      description: describeTool('end_call'),
      parameters: { type: 'object', properties: {} },
      // With a spoken answer the agent would say goodbye a second time.
      scheduling: 'silent',
    },
    // An earlier one may have come to nothing, because the caller went on speaking.
    repeated: 'anew',
    run: () => {
      host.endCall();
      return Promise.resolve(ok({ output: toolSucceeded('end_call') }));
    },
  };
}

function transferCall(host: ToolHost, targets: readonly TransferTarget[]): Tool {
  return {
    declaration: {
      name: 'transfer_call',
      description: describeTool('transfer_call'),
      parameters: {
        type: 'object',
        properties: {
          target: {
            type: 'string',
            enum: targets.map(({ name }) => name),
            description: describeTargets(targets),
          },
        },
        required: ['target'],
      },
      scheduling: 'wait',
    },
    // The caller says "no" while the agent still announces it.
    calledOff: 'stops',
    run: async (args, signal) => {
      const target = targets.find(({ name }) => name === args['target']);
      if (target === undefined) {
        return fail(cordboardError('invalid-input', phrase('tool.no-such-target')));
      }
      return answered(await host.transfer(target, signal), toolSucceeded('transfer_call'));
    },
  };
}

function sendDtmf(host: ToolHost): Tool {
  return {
    declaration: {
      name: 'send_dtmf',
      description: describeTool('send_dtmf'),
      parameters: {
        type: 'object',
        properties: {
          digits: {
            type: 'string',
            pattern: KEYS,
            description: describeParameter('digits'),
          },
        },
        required: ['digits'],
      },
      scheduling: 'wait',
    },
    // The next menu may want the same key.
    repeated: 'anew',
    run: async (args) =>
      answered(await host.sendDtmf(String(args['digits'])), toolSucceeded('send_dtmf')),
    // Keys may be a PIN or a card number, so the transcript never shows them.
    describe: (args) => phrase('tool.keys', { keys: String(args['digits']).length }),
  };
}

function takeMessage(host: ToolHost): Tool {
  return {
    declaration: {
      name: 'take_message',
      description: describeTool('take_message'),
      parameters: {
        type: 'object',
        properties: {
          from: text('from', 200),
          call_back: text('call_back', 200),
          text: text('text', 4_000),
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
        toolSucceeded('take_message'),
      ),
  };
}

function voicemailReached(reached: () => void): Tool {
  return {
    declaration: {
      name: 'voicemail_reached',
      description: describeTool('voicemail_reached'),
      parameters: { type: 'object', properties: {} },
      // A spoken answer would be on the mailbox.
      scheduling: 'silent',
    },
    run: () => {
      reached();
      return Promise.resolve(ok({ output: toolSucceeded('voicemail_reached') }));
    },
  };
}

function answered(result: Result<void>, output: string): Result<{ readonly output: string }> {
  return result.ok ? ok({ output }) : result;
}
