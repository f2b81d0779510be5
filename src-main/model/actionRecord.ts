/** What the audit says of an action. It outlives the record of a call, so it holds neither words nor whole numbers. */
import type { OutgoingCall, SupervisorAction } from './supervisorAction';

/** An action as the audit names it, and what it was done with. */
export type ActionRecord = {
  readonly action: string;
  readonly params: Readonly<Record<string, unknown>>;
};

/** The record of an action on a call, e.g. `call.say` with the number of characters. */
export function recordOfAction(action: SupervisorAction): ActionRecord {
  return { action: `call.${action.kind}`, params: paramsOf(action) };
}

/** The record of an outgoing call. */
export function recordOfOutgoingCall({ number, profileId }: OutgoingCall): ActionRecord {
  return { action: 'call.place', params: { number: endOf(number), profileId } };
}

/** The end of a number: enough to tell which it was, too little to keep whose it is. Extensions are short, and stay whole. */
export function endOf(number: string): string {
  return number.length <= 4 ? number : `…${number.slice(-3)}`;
}

function paramsOf(action: SupervisorAction): ActionRecord['params'] {
  switch (action.kind) {
    case 'say':
    case 'whisper':
    case 'changeInstruction':
      return { characters: action.text.length };
    case 'sendDtmf':
      return { keys: action.digits.length };
    case 'transfer':
    case 'consult':
      return { target: endOf(action.target) };
    case 'setBargeIn':
      return { mode: action.mode };
    case 'muteCaller':
    case 'muteAgent':
    case 'pauseAgent':
      return { on: action.on };
    default:
      return {};
  }
}
