import { COMMAND_KEY } from '../../format/commandKey';

/**
 * One line of the shortcut sheet: the keys (each of `keys` does it) and the text of what they do.
 */
export type ShortcutLine = {
  readonly keys: readonly (readonly string[])[];
  readonly text:
    | 'move'
    | 'open_detail'
    | 'search'
    | 'voice'
    | 'follow'
    | 'end'
    | 'answer'
    | 'hold'
    | 'escape'
    | 'settings'
    | 'screens'
    | 'help'
    | 'new_call'
    | 'question'
    | 'listen'
    | 'take_over'
    | 'hand_back'
    | 'hold_call'
    | 'mute_agent'
    | 'mute_caller'
    | 'pause_agent'
    | 'say'
    | 'whisper'
    | 'instruction'
    | 'keypad'
    | 'transfer'
    | 'barge_in'
    | 'record'
    | 'pause_recording'
    | 'remedy'
    | 'scan';
};

/** All shortcuts by group, as the sheet shows them; useShortcuts carries them out. */
export const SHORTCUTS: readonly {
  readonly group: 'calls' | 'call' | 'window';
  readonly lines: readonly ShortcutLine[];
}[] = [
  {
    group: 'calls',
    lines: [
      { keys: [['↑'], ['↓'], ['K'], ['J']], text: 'move' },
      { keys: [['Enter']], text: 'open_detail' },
      { keys: [['/']], text: 'search' },
      { keys: [['P']], text: 'hold' },
      { keys: [['C']], text: 'new_call' },
      { keys: [['Q']], text: 'question' },
      { keys: [['Shift', 'L']], text: 'scan' },
    ],
  },
  {
    group: 'call',
    lines: [
      { keys: [['A']], text: 'answer' },
      { keys: [['L']], text: 'listen' },
      { keys: [['E']], text: 'remedy' },
      { keys: [['T']], text: 'take_over' },
      { keys: [['B']], text: 'hand_back' },
      { keys: [['S']], text: 'say' },
      { keys: [['W']], text: 'whisper' },
      { keys: [['H']], text: 'hold_call' },
      { keys: [['M']], text: 'mute_agent' },
      { keys: [['Shift', 'M']], text: 'mute_caller' },
      { keys: [['U']], text: 'pause_agent' },
      { keys: [['I']], text: 'instruction' },
      { keys: [['G']], text: 'barge_in' },
      { keys: [['D']], text: 'keypad' },
      { keys: [['X']], text: 'transfer' },
      { keys: [['R']], text: 'record' },
      { keys: [['Shift', 'R']], text: 'pause_recording' },
      { keys: [['V']], text: 'voice' },
      { keys: [['F']], text: 'follow' },
      { keys: [[COMMAND_KEY, 'Backspace']], text: 'end' },
    ],
  },
  {
    group: 'window',
    lines: [
      { keys: [['Esc']], text: 'escape' },
      {
        keys: [
          [COMMAND_KEY, '1'],
          [COMMAND_KEY, '2'],
          [COMMAND_KEY, '3'],
          [COMMAND_KEY, '4'],
        ],
        text: 'screens',
      },
      { keys: [[COMMAND_KEY, ',']], text: 'settings' },
      { keys: [['?']], text: 'help' },
    ],
  },
];
