/** Reads signals from a transcript as it grows: the same in a live call and in a recorded one. */
import { isSaid, type NewWords, type SpokenPhrase, spokenPhrases } from '#main/rules/spokenPhrases';
import type { AlertRules, WordList } from '#model/alertRules';
import type { RuleSpeaker } from '#model/nudge';
import type { Turn } from '#model/transcript';
import { failedToolIn } from '../../failedTool';
import { TurnWords } from '../../turnWords';
import type { Reading } from '../judge';
import { Repeats } from './repeats';

/** What is listened for. */
type Listener = {
  readonly signal: 'asks-for-person' | 'keyword';
  readonly topic: string;
  readonly of: RuleSpeaker;
  readonly spoken: readonly SpokenPhrase[];
};

export class SpokenSignals {
  readonly #language: () => string;
  readonly #rules: () => AlertRules;
  readonly #words = new TurnWords();
  readonly #repeats = new Repeats();
  /** How often each signal came, and in which turn last, by signal and topic. */
  readonly #counted = new Map<string, { readonly times: number; readonly turnId: number }>();
  /** Made anew when the rules have changed. */
  #listeners: { readonly rules: AlertRules; readonly list: readonly Listener[] } | null = null;

  /**
   * @param language BCP 47 tag of the call; empty: any language is spoken.
   */
  constructor(language: () => string, rules: () => AlertRules) {
    this.#language = language;
    this.#rules = rules;
  }

  /** A turn is new or has grown. Each signal is read once from one turn. */
  read(turn: Turn): readonly Reading[] {
    const tool = failedToolIn(turn);
    if (tool !== null) {
      return this.#count(turn, 'tool-errors', '', tool);
    }
    const { speaker } = turn;
    if (speaker === 'system') {
      return [];
    }
    const words = this.#words.read(turn);
    const said = this.#listening
      .filter(({ of, spoken }) => (of === 'either' || of === speaker) && isSaid(spoken, words))
      .flatMap(({ signal, topic }) => this.#count(turn, signal, topic, ''));
    return [...said, ...this.#again(turn, words)];
  }

  get #listening(): readonly Listener[] {
    const rules = this.#rules();
    if (this.#listeners?.rules !== rules) {
      this.#listeners = { rules, list: listenersOf(rules, this.#language()) };
    }
    return this.#listeners.list;
  }

  #again(turn: Turn, { words }: NewWords): readonly Reading[] {
    const isComplete = turn.speaker === 'caller' && turn.status !== 'partial' && words.length > 0;
    return isComplete && this.#repeats.isAgain(turn.id, turn.text)
      ? this.#count(turn, 'repeated-question', '', '')
      : [];
  }

  #count({ id }: Turn, signal: Reading['signal'], topic: string, what: string): readonly Reading[] {
    const key = `${signal} ${topic}`;
    const counted = this.#counted.get(key);
    if (counted?.turnId === id) {
      return [];
    }
    const times = (counted?.times ?? 0) + 1;
    this.#counted.set(key, { times, turnId: id });
    return [{ signal, topic, value: times, what, turnId: id }];
  }
}

function listenersOf({ personWords, keywords }: AlertRules, language: string): readonly Listener[] {
  const isSpoken = (list: WordList): boolean =>
    list.language === '' || language === '' || partOf(list.language) === partOf(language);
  const person: Listener = {
    signal: 'asks-for-person',
    topic: '',
    of: 'caller',
    spoken: spokenPhrases(personWords.filter(isSpoken).flatMap(({ phrases }) => phrases)),
  };
  const named = keywords.filter(isSpoken).map(({ name, of, phrases }): Listener => ({
    signal: 'keyword',
    topic: name,
    of,
    spoken: spokenPhrases(phrases),
  }));
  return [person, ...named];
}

/** The language of a tag, without region and script. */
function partOf(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? '';
}
