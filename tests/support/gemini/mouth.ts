import type { VoiceName } from '#model/voices';
import { ModelTurn, type Speech, type TurnRecord } from './modelTurn';
import { muteTurnMessages } from './muteTurn';
import type { MuteTurn, StandInKnobs } from './standInKnobs';

/** Output and events of a mouth. */
export type MouthEvents = {
  send(message: object): void;
  /** A turn is over, and the client knows. */
  onTurnEnd(record: TurnRecord): void;
};

/** What the model says before a pause for thought. */
const THINKS = 'Let me think about that.';

/** The turns of one session of the stand-in: one at a time. */
export class Mouth {
  /** Turns of the model, in order. */
  readonly turns: TurnRecord[] = [];
  /** Turns that had no sound, in order. */
  readonly muteTurns: MuteTurn[] = [];
  readonly #knobs: StandInKnobs;
  readonly #events: MouthEvents;
  #turn: ModelTurn | null = null;
  /** Said when the turn is over. */
  #next: { readonly text: string; readonly voice: VoiceName } | null = null;
  /** The pause for thought before an answer, or null. */
  #pause: NodeJS.Timeout | null = null;

  constructor(knobs: StandInKnobs, events: MouthEvents) {
    this.#knobs = knobs;
    this.#events = events;
  }

  /** The model is generating, assumes that it is being played, or thinks. */
  get speaking(): boolean {
    return this.#turn !== null || this.#pause !== null;
  }

  /** Speaks now, and ends the turn before. */
  say(text: string, voice: VoiceName): void {
    this.#endTurn();
    const { thinkingPauseMs } = this.#knobs;
    if (thinkingPauseMs === null) {
      this.#begin({ text, voice, interaction: null });
      return;
    }
    this.#begin({ text: THINKS, voice, interaction: 'IN_PROGRESS' }, () => {
      this.#think(
        setTimeout(() => {
          this.#pause = null;
          this.#begin({ text, voice, interaction: 'IDLE' });
        }, thinkingPauseMs),
      );
    });
  }

  /** Ends a turn without any sound, and ends the turn before it. */
  endMute(turn: MuteTurn, text: string): void {
    this.#endTurn();
    this.muteTurns.push(turn);
    for (const message of muteTurnMessages(turn, text)) {
      this.#events.send(message);
    }
  }

  /** Speaks as soon as nothing else is said. */
  sayWhenIdle(text: string, voice: VoiceName): void {
    if (this.speaking) {
      this.#next = { text, voice };
    } else {
      this.say(text, voice);
    }
  }

  /** The caller spoke, or the service believes it. */
  interrupt(): void {
    this.#next = null;
    if (this.#pause !== null) {
      this.#think(null);
      this.#events.send({ serverContent: { interrupted: true } });
      this.#events.send({ serverContent: { turnComplete: true, interactionStatus: 'IDLE' } });
    }
    this.#turn?.interrupt();
  }

  /** The connection is gone. */
  cut(): void {
    this.#next = null;
    this.#think(null);
    this.#turn?.cut();
  }

  #endTurn(): void {
    this.#next = null;
    this.#think(null);
    this.#turn?.finishNow();
  }

  #think(pause: NodeJS.Timeout | null): void {
    clearTimeout(this.#pause ?? undefined);
    this.#pause = pause;
  }

  /** @param onComplete Comes when the turn was said to its end. */
  #begin(speech: Speech, onComplete?: () => void): void {
    const turn = new ModelTurn({ ...this.#knobs }, speech, {
      send: (message) => {
        this.#events.send(message);
      },
      onEnd: (record) => {
        this.#turn = null;
        if (record.end === 'complete') {
          onComplete?.();
        }
        this.#ended(record);
      },
    });
    this.#turn = turn;
    this.turns.push(turn.record);
    turn.start();
  }

  #ended(record: TurnRecord): void {
    if (record.end !== 'cut') {
      this.#events.onTurnEnd(record);
    }
    const next = this.#next;
    if (next !== null && !this.speaking) {
      this.#next = null;
      this.say(next.text, next.voice);
    }
  }
}
