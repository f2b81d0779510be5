import type { CommandId } from '../commands';

/**
 * Keys for those who come from a switchboard, where calls lie on the function keys and the number
 * pad. A command without a line keeps its usual keys, unless those are letters.
 */
export const SWITCHBOARD_KEYS: Readonly<Partial<Record<CommandId, readonly string[]>>> = {
  'calls.next': ['arrowdown', 'numpad2'],
  'calls.previous': ['arrowup', 'numpad8'],
  'calls.open': ['enter'],
  'calls.inNeed': ['f12'],
  'call.answer': ['f3', 'numpadadd'],
  'call.end': ['f4', 'mod+backspace'],
  'call.listen': ['f2', 'numpad5'],
  'call.whisper': ['f6'],
  'call.say': ['shift+f6'],
  'call.takeOver': ['f7', 'numpadmultiply'],
  'call.transfer': ['f8', 'numpaddivide'],
  'call.hold': ['f9', 'numpadsubtract'],
  'call.muteAgent': ['f10'],
  'call.muteCaller': ['shift+f10'],
};
