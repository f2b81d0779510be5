/**
 * Keys as they are written in the command table and kept in the window: `m`, `shift+m`, `mod+k`,
 * `escape`, `f3`, `numpadadd`. `mod` is Ctrl, or Command on a Mac. A sign that takes Shift on some
 * keyboards, such as `?`, is written without it.
 */
import { commandKey } from '#window/format/commandKey';
import { t } from '#window/i18n/i18n';

type PressedKey = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'
>;

const LETTER = /^\p{L}$/u;
const MODIFIERS = ['Control', 'Meta', 'Shift', 'Alt', 'AltGraph'];

/** The name of the key itself, without Ctrl and Shift. */
function keyName(key: string): string {
  return key === ' ' ? 'space' : key.toLowerCase();
}

/**
 * What was pressed, the most special name first: a key of the number pad is also the sign on it.
 * Nothing for a modifier alone, or with Alt, which makes signs on many keyboards.
 */
export function combosOf(event: PressedKey): readonly string[] {
  if (event.altKey || MODIFIERS.includes(event.key)) {
    return [];
  }
  const takesShift = LETTER.test(event.key) || event.key.length > 1 || event.key === ' ';
  const modifiers =
    (event.ctrlKey || event.metaKey ? 'mod+' : '') + (event.shiftKey && takesShift ? 'shift+' : '');
  const onPad = event.code.startsWith('Numpad') ? [event.code.toLowerCase()] : [];
  return [...onPad, keyName(event.key)].map((name) => modifiers + name);
}

/** A key that types something: pressed by mistake easily, or by a voice program. */
export function isCharacter(combo: string): boolean {
  return /^(shift\+)?(.|space|numpad\w+)$/u.test(combo);
}

/** Keys of the elements of a page, e.g. of buttons and lists. */
export function isOfElements(combo: string): boolean {
  return combo === 'enter' || combo === 'space' || combo.startsWith('arrow');
}

/** A key with Ctrl that changes or copies text in a field. */
export function isOfTextFields(combo: string): boolean {
  return ['mod+backspace', 'mod+a', 'mod+c', 'mod+v', 'mod+x', 'mod+z', 'mod+y'].includes(combo);
}

/** A key without which one cannot write: it makes a sign, changes the text, or moves in it. */
export function isOfTyping(combo: string): boolean {
  return (
    isCharacter(combo) ||
    isOfTextFields(combo) ||
    /^(mod\+)?(shift\+)?(backspace|delete|insert|home|end|arrow\w+)$/.test(combo)
  );
}

const NAMES: Readonly<Record<string, string>> = {
  shift: '⇧',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
};

function partName(part: string): string {
  switch (part) {
    case 'mod':
      return commandKey();
    case 'escape':
    case 'enter':
    case 'space':
    case 'backspace':
    case 'delete':
    case 'insert':
    case 'home':
    case 'end':
    case 'pageup':
    case 'pagedown':
    case 'tab':
      return t(`commands.key.${part}`);
    default:
      return part.startsWith('numpad')
        ? t('commands.key.numpad', { key: padSign(part.slice('numpad'.length)) })
        : (NAMES[part] ?? part.charAt(0).toUpperCase() + part.slice(1));
  }
}

/** The sign on a key of the number pad. */
function padSign(name: string): string {
  const signs: Readonly<Record<string, string>> = {
    add: '+',
    subtract: '−',
    multiply: '×',
    divide: '÷',
    decimal: '.',
    enter: '↵',
  };
  return signs[name] ?? name;
}

/** The keys of a combination, as they are written on the keyboard. */
export function keysOfCombo(combo: string): readonly string[] {
  // The plus key itself is the last part.
  const parts = combo.endsWith('+')
    ? [...combo.slice(0, -1).split('+').filter(Boolean), '+']
    : combo.split('+');
  return parts.map(partName);
}

/** A text with the key that does the same; null for none. */
export function withKey(text: string, combo: string | null): string {
  return combo === null ? text : `${text} (${comboText(combo)})`;
}

/** A combination in one text, e.g. `Ctrl+K`. */
export function comboText(combo: string): string {
  return keysOfCombo(combo).join(combo.startsWith('shift+') ? '' : '+');
}
