/** Which key does what: the usual keys, and what the supervisor made of them. */
import { create } from 'zustand';
import { partsOf, save, saved } from '#window/state/saved';
import { COMMAND_IDS, type CommandId, COMMANDS, isCommandId } from '../commands';
import { isCharacter, isOfTyping } from './combo';
import { SWITCHBOARD_KEYS } from './switchboard';

/** `letters`: for a keyboard. `switchboard`: for those used to function keys and a number pad. */
export const KEY_PROFILES = ['letters', 'switchboard'] as const;

type KeyProfile = (typeof KEY_PROFILES)[number];

export type KeyChoices = {
  readonly profile: KeyProfile;
  /** Keys that type a character act at all (WCAG 2.1.4). */
  readonly characters: boolean;
  /** Keys that were chosen for a command; an empty list for none. */
  readonly own: Readonly<Partial<Record<CommandId, readonly string[]>>>;
};

const NAME = 'keys';
/** Longest list of keys, and longest name of one, that is taken from what was kept. */
const MOST_KEYS = 9;
const LONGEST_COMBO = 40;

const isComboList = (found: unknown): found is readonly string[] =>
  Array.isArray(found) &&
  found.length <= MOST_KEYS &&
  found.every((each) => typeof each === 'string' && each.length <= LONGEST_COMBO);

/** Whether a command may have a key: one that acts in fields too leaves them what they need. */
export function mayHave(id: CommandId, combo: string): boolean {
  return COMMANDS[id].reach !== 'always' || !isOfTyping(combo);
}

const isChoice = (found: [string, unknown]): found is [CommandId, readonly string[]] => {
  const [id, keys] = found;
  return isCommandId(id) && isComboList(keys) && keys.every((combo) => mayHave(id, combo));
};

function read(found: unknown): KeyChoices {
  const { profile, characters, own } = partsOf(found);
  const lists = Object.entries(partsOf(own)).filter(isChoice);
  return {
    profile: KEY_PROFILES.find((each) => each === profile) ?? 'letters',
    characters: characters !== false,
    own: Object.fromEntries(lists),
  };
}

export const savedKeys = (): KeyChoices => saved(NAME, read);

export const useKeyChoices = create<KeyChoices>()(savedKeys);

export function chooseKeys(patch: Partial<KeyChoices>): void {
  const next = { ...useKeyChoices.getState(), ...patch };
  useKeyChoices.setState(next);
  save(NAME, next);
}

/** The keys of a command before anybody chose others. */
function usualKeys(id: CommandId, profile: KeyProfile): readonly string[] {
  const { keys } = COMMANDS[id];
  if (profile === 'letters') {
    return keys;
  }
  return SWITCHBOARD_KEYS[id] ?? keys.filter((combo) => !/^(shift\+)?\p{L}$/u.test(combo));
}

/** The keys a command would have if those that type a character acted. */
export function chosenKeys(id: CommandId, choices: KeyChoices): readonly string[] {
  return choices.own[id] ?? usualKeys(id, choices.profile);
}

/** The keys that carry a command out now. */
export function keysOf(id: CommandId, choices: KeyChoices): readonly string[] {
  const keys = chosenKeys(id, choices);
  return choices.characters || COMMANDS[id].reach !== undefined
    ? keys
    : keys.filter((combo) => !isCharacter(combo));
}

/** A command, and the place of the key that was pressed among its keys. */
export type KeyedCommand = { readonly id: CommandId; readonly at: number };

/**
 * The commands a key stands for now: first that of something which is under way, then the one that
 * has the key at all times.
 */
export function commandsByKey(combo: string, choices: KeyChoices): readonly KeyedCommand[] {
  const found = COMMAND_IDS.map((id) => ({ id, at: keysOf(id, choices).indexOf(combo) })).filter(
    ({ at }) => at >= 0,
  );
  return [
    ...found.filter(({ id }) => COMMANDS[id].during?.() === true),
    ...found.filter(({ id }) => COMMANDS[id].during === undefined),
  ];
}

/**
 * The other command that has a key already; null when it is free. What there is at other times only
 * may have the same.
 */
export function holderOf(combo: string, id: CommandId, choices: KeyChoices): CommandId | null {
  const { during } = COMMANDS[id];
  return (
    COMMAND_IDS.find(
      (each) =>
        each !== id &&
        COMMANDS[each].during === during &&
        chosenKeys(each, choices).includes(combo),
    ) ?? null
  );
}

/** Gives a command one key, and takes it from the one that has it. */
export function chooseKey(id: CommandId, combo: string): void {
  const choices = useKeyChoices.getState();
  const holder = holderOf(combo, id, choices);
  const taken =
    holder === null
      ? {}
      : { [holder]: chosenKeys(holder, choices).filter((each) => each !== combo) };
  chooseKeys({ own: { ...choices.own, ...taken, [id]: [combo] } });
}

/** Takes all keys from a command. */
export function removeKeys(id: CommandId): void {
  chooseKeys({ own: { ...useKeyChoices.getState().own, [id]: [] } });
}

/** The first key of a command; null when it has none. */
export function useFirstKey(id: CommandId): string | null {
  return useKeyChoices((choices) => keysOf(id, choices)[0] ?? null);
}
