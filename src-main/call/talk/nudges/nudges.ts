/**
 * The rules of a profile in one talk: they watch its transcript and its silence, and act as a
 * supervisor would. They are looked at when the transcript changes, never for a frame of audio.
 */
import { randomUUID } from 'node:crypto';
import { isSaid, type SpokenPhrase, spokenPhrases } from '#main/rules/spokenPhrases';
import { done, type Result } from '#main/util/result';
import type { CallCommand, CommandOf } from '#model/commands';
import type { Nudge, NudgeRule, RuleSpeaker } from '#model/nudge';
import { type Phrase, phrase } from '#model/phrases/phrase';
import { refusalOf } from '#model/possible';
import type { Turn, TurnSpeaker } from '#model/transcript';
import type { LiveCall } from '../../liveCall';
import { failedToolIn } from '../failedTool';
import { type HeardNow, Silence } from '../silence';
import type { TalkTimer } from '../talkTimer';
import { TurnWords } from '../turnWords';

/** What a rule does to its call, as a supervisor would command it. */
type RuleCommand = CommandOf<'whisper' | 'transfer'>;

/** What a rule did, with the command it gave and what came of it. */
export type RuleDeed = {
  readonly nudge: Nudge;
  /** Null for a mere notice. */
  readonly command: RuleCommand | null;
  readonly result: Result<void>;
};

export type NudgesOptions = {
  readonly rules: readonly NudgeRule[];
  readonly liveCall: LiveCall;
  readonly timer: TalkTimer;
  readonly heard: () => HeardNow;
  /** Id of the first turn that is said now; those before it are of the talk before a restart. */
  readonly firstTurn: number;
  /** Ms since the call came. */
  readonly now: () => number;
  readonly note: (said: Phrase) => void;
  readonly command: (command: CallCommand, by: string) => Promise<Result<void>>;
  readonly onDeed: (deed: RuleDeed) => void;
};

/** A rule of the profile, ready to be looked at. */
type ArmedRule = NudgeRule & { readonly spoken: readonly SpokenPhrase[] };

/** The codes of the notes by which a transcript says that a rule acted. */
const NOTES = {
  notice: 'note.rule-notice',
  whisper: 'note.rule-whisper',
  'hand-over': 'note.rule-hand-over',
} as const;

const NOTE_CODES: readonly string[] = Object.values(NOTES);

/** The rules of one talk. */
export class Nudges {
  readonly #options: NudgesOptions;
  readonly #rules: readonly ArmedRule[];
  readonly #words = new TurnWords();
  readonly #silence: Silence;
  /** When each rule last acted, ms since the call came, by its reason. */
  readonly #actedAtMs = new Map<string, number>();
  /** Failed tool calls, by the name of the tool. */
  readonly #failures = new Map<string, number>();
  #closed = false;

  constructor(options: NudgesOptions) {
    this.#options = options;
    this.#rules = options.rules.map((rule) => ({ ...rule, spoken: phrasesOf(rule) }));
    this.#silence = new Silence(options.heard, () => {
      this.#lookAtSilence();
    });
    options.timer.add(this.#silence);
  }

  /** The caller is on the line: silence counts from now on. Idempotent. */
  begin(): void {
    if (this.#rules.some(({ watch }) => watch.kind === 'silence')) {
      this.#silence.start(performance.now());
      this.#options.timer.rearm();
    }
  }

  /**
   * A turn is new or has grown. Turns from before a restart make no rule act; they say what failed
   * and which rules have acted already.
   */
  turnChanged(turn: Turn): void {
    if (this.#rules.length === 0 || this.#closed) {
      return;
    }
    const isNew = turn.id >= this.#options.firstTurn;
    if (turn.speaker === 'system') {
      this.#readNote(turn, isNew);
    } else if (isNew) {
      this.#lookAtWords(turn, turn.speaker);
    }
  }

  /** Idempotent. */
  close(): void {
    this.#closed = true;
    this.#silence.close();
  }

  #readNote(turn: Turn, isNew: boolean): void {
    const { note, startMs } = turn;
    const failed = failedToolIn(turn);
    if (failed !== null) {
      this.#toolFailed(failed, isNew);
    } else if (note !== null && NOTE_CODES.includes(note.code) && !isNew) {
      const { reason } = note.params as { readonly reason: string };
      this.#actedAtMs.set(reason, Math.max(startMs, this.#actedAtMs.get(reason) ?? 0));
    }
  }

  #toolFailed(tool: string, isNew: boolean): void {
    this.#failures.set(tool, (this.#failures.get(tool) ?? 0) + 1);
    for (const rule of isNew ? this.#rules : []) {
      const { watch } = rule;
      if (watch.kind === 'failures' && (watch.tool ?? tool) === tool) {
        this.#actIf(rule, this.#failuresOf(watch.tool) >= watch.times);
      }
    }
  }

  #failuresOf(tool: string | null): number {
    return tool === null
      ? [...this.#failures.values()].reduce((sum, times) => sum + times, 0)
      : (this.#failures.get(tool) ?? 0);
  }

  #lookAtWords(turn: Turn, speaker: Exclude<TurnSpeaker, 'system'>): void {
    const listening = this.#rules.filter(({ watch }) => listensTo(watch, speaker));
    if (listening.length > 0) {
      const words = this.#words.read(turn);
      for (const rule of listening) {
        this.#actIf(rule, isSaid(rule.spoken, words));
      }
    }
  }

  #lookAtSilence(): void {
    for (const rule of this.#rules) {
      const { watch } = rule;
      if (watch.kind === 'silence') {
        this.#actIf(rule, this.#silence.of(watch.of) >= watch.seconds * 1_000);
      }
    }
  }

  /** A rule that may not act now has not acted: what it watches for may come again. */
  #actIf(rule: ArmedRule, seen: boolean): void {
    if (!seen || !this.#isDue(rule) || !mayAct(rule, this.#options.liveCall)) {
      return;
    }
    this.#actedAtMs.set(rule.reason, this.#options.now());
    // Once the present event is handled: the transcript must not grow while it is being changed.
    queueMicrotask(() => {
      if (!this.#closed) {
        void this.#act(rule);
      }
    });
  }

  #isDue({ reason, againSeconds }: NudgeRule): boolean {
    const actedAtMs = this.#actedAtMs.get(reason);
    return (
      actedAtMs === undefined ||
      (againSeconds !== null && this.#options.now() - actedAtMs >= againSeconds * 1_000)
    );
  }

  async #act(rule: NudgeRule): Promise<void> {
    const { liveCall, note, command: give, onDeed } = this.#options;
    const nudge = nudgeOf(rule);
    note(noteOf(rule));
    liveCall.input({ type: 'nudge', nudge });
    const command = commandOf(rule);
    if (command === null) {
      onDeed({ nudge, command, result: done });
      return;
    }
    const result = await give(command, `rule:${rule.reason}`);
    if (!result.ok && !this.#closed) {
      const failure = result.error.phrase;
      note(phrase('note.rule-failed', { reason: rule.reason, why: failure }));
      liveCall.input({ type: 'nudge', nudge: { ...nudge, failure } });
    }
    onDeed({ nudge, command, result });
  }
}

/**
 * Whether a rule may act in the call as it is. While a supervisor speaks in the agent's place, or
 * asks somebody else, they decide what becomes of the call; a caller who is leaving has been cared
 * for.
 */
function mayAct({ act }: NudgeRule, { call, value }: LiveCall): boolean {
  if (act.kind === 'notice') {
    return true;
  }
  const kind = act.kind === 'whisper' ? 'whisper' : 'transfer';
  const isFree = call.floor === 'agent' && call.consultation === null && value.leaving === 0;
  return isFree && refusalOf(kind, call, null) === null;
}

function phrasesOf({ watch }: NudgeRule): readonly SpokenPhrase[] {
  return watch.kind === 'words' || watch.kind === 'promise' ? spokenPhrases(watch.phrases) : [];
}

function listensTo(watch: NudgeRule['watch'], speaker: Exclude<RuleSpeaker, 'either'>): boolean {
  switch (watch.kind) {
    case 'words':
      return watch.of === 'either' || watch.of === speaker;
    case 'promise':
      return speaker === 'agent';
    default:
      return false;
  }
}

function nudgeOf({ reason, severity, watch, act }: NudgeRule): Nudge {
  return {
    id: randomUUID(),
    reason,
    severity,
    watch: watch.kind,
    act: act.kind,
    failure: null,
    at: Date.now(),
  };
}

function commandOf({ act }: NudgeRule): RuleCommand | null {
  switch (act.kind) {
    case 'notice':
      return null;
    case 'whisper':
      return { kind: 'whisper', text: act.text };
    case 'hand-over':
      return { kind: 'transfer', target: act.target };
  }
}

function noteOf({ reason, act }: NudgeRule): Phrase {
  return act.kind === 'hand-over'
    ? phrase(NOTES[act.kind], { reason, target: act.target })
    : phrase(NOTES[act.kind], { reason });
}
