/**
 * A mailbox at the other end of an outgoing call: the agent says that one answered, and the profile
 * says whether a text is left after its beep. Then the call ends.
 */
import { ToneFinder } from '#main/media/audio/toneFinder';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { ProfileMailbox } from '#model/profile';
import type { AfterSpeech } from './afterSpeech';
import type { Floor } from './floor';
import { beepHeard } from './prompts';
import type { Timed } from './talkTimer';

/** How often the line is looked at while a beep is awaited, ms. */
const LOOK_MS = 500;

/** A line that carries no sound for this long will not beep any more, ms. */
const QUIET_MS = 2_500;

/** Longest wait for the beep, ms: some greetings are long. */
const BEEP_LIMIT_MS = 60_000;

/** A beep that is older when the agent notices the mailbox was not that of its greeting, ms. */
const BEEP_COUNTS_MS = 30_000;

/** From the beep to the text, ms: the voice detection must no longer take the beep for speech. */
const AFTER_BEEP_MS = 700;

/** How long the agent has to begin the text, ms. */
const BEGIN_MS = 6_000;

/** Longest text, ms. */
const TEXT_LIMIT_MS = 90_000;

export type MailboxOptions = {
  readonly floor: Floor;
  readonly afterSpeech: AfterSpeech;
  readonly mailbox: () => ProfileMailbox;
  readonly note: (said: Phrase) => void;
  readonly tellAgent: (text: string) => void;
  /** All is done that is to be done at a mailbox: the call is to end. */
  readonly onDone: () => void;
  /** `dueMs` may have changed, and not by `tick`. */
  readonly onChange: () => void;
};

/** Where the mailbox stands. Times are monotonic ms. */
type State =
  /** `beepMs`: when the last beep ended; null: there was none. */
  | { readonly is: 'unknown'; readonly beepMs: number | null }
  /** The beep is awaited. */
  | { readonly is: 'greeting'; readonly sinceMs: number; quietSinceMs: number; dueMs: number }
  /** The text begins then. */
  | { readonly is: 'beeped'; readonly dueMs: number }
  | { readonly is: 'over' };

/** The mailbox of one call. */
export class Mailbox implements Timed {
  readonly #options: MailboxOptions;
  readonly #tone = new ToneFinder();
  readonly #removeTap: () => void;
  #state: State = { is: 'unknown', beepMs: null };

  constructor(options: MailboxOptions) {
    this.#options = options;
    this.#removeTap = options.floor.audio.addLineTap((caller, _heard, atMs) => {
      if (this.#tone.push(caller)) {
        this.#beeped(atMs);
      }
    });
  }

  get dueMs(): number | null {
    return 'dueMs' in this.#state ? this.#state.dueMs : null;
  }

  tick(nowMs: number): void {
    if (this.#state.is === 'beeped') {
      this.#speak();
    } else if (this.#state.is === 'greeting') {
      this.#look(this.#state, nowMs);
    }
  }

  /** The agent says that a mailbox has answered. */
  reached(nowMs: number): void {
    const { mailbox, note, onDone, floor, onChange } = this.#options;
    if (this.#state.is !== 'unknown') {
      return;
    }
    if (mailbox().kind === 'hang-up') {
      note(phrase('note.mailbox-hang-up'));
      this.close();
      onDone();
      return;
    }
    note(phrase('note.mailbox-text'));
    const { beepMs } = this.#state;
    floor.excludeAgent('mailbox', true);
    this.#state =
      beepMs === null || nowMs - beepMs > BEEP_COUNTS_MS
        ? { is: 'greeting', sinceMs: nowMs, quietSinceMs: nowMs, dueMs: nowMs + LOOK_MS }
        : { is: 'beeped', dueMs: nowMs };
    onChange();
  }

  /** Idempotent. */
  close(): void {
    this.#state = { is: 'over' };
    this.#removeTap();
  }

  #beeped(atMs: number): void {
    if (this.#state.is === 'greeting') {
      this.#state = { is: 'beeped', dueMs: atMs + AFTER_BEEP_MS };
      this.#options.onChange();
    } else if (this.#state.is === 'unknown') {
      if (this.#state.beepMs === null) {
        this.#options.tellAgent(beepHeard());
      }
      this.#state = { is: 'unknown', beepMs: atMs };
    }
  }

  #look(state: Extract<State, { is: 'greeting' }>, nowMs: number): void {
    const { floor, onDone } = this.#options;
    state.dueMs = nowMs + LOOK_MS;
    if (floor.audio.carriesSound) {
      state.quietSinceMs = nowMs;
    }
    if (nowMs - state.quietSinceMs >= QUIET_MS) {
      this.#speak();
    } else if (nowMs - state.sinceMs >= BEEP_LIMIT_MS) {
      this.close();
      onDone();
    }
  }

  #speak(): void {
    const { floor, afterSpeech, mailbox, onDone } = this.#options;
    this.close();
    floor.excludeAgent('mailbox', false);
    const wanted = mailbox();
    if (wanted.kind === 'hang-up' || !floor.agentTakesPart) {
      // A supervisor has the call meanwhile.
      return;
    }
    const { bargeIn } = floor;
    // The machine must not interrupt it.
    floor.bargeIn = 'off';
    floor.turns.prompt({ as: 'words', text: wanted.text }, performance.now());
    void afterSpeech.wait(BEGIN_MS, TEXT_LIMIT_MS).then(() => {
      if (floor.agentTakesPart) {
        onDone();
      } else {
        floor.bargeIn = bargeIn;
      }
    });
  }
}
