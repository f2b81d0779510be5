import type { VoiceName } from '#model/voices';
import { ModelTurn, type TurnRecord } from './modelTurn';
import { muteTurnMessages } from './muteTurn';
import type { MuteTurn, StandInKnobs } from './standInKnobs';

/** Output and events of a mouth. */
export type MouthEvents = {
  send(message: object): void;
  /** A turn is over, and the client knows. */
  onTurnEnd(record: TurnRecord): void;
};

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

  constructor(knobs: StandInKnobs, events: MouthEvents) {
    this.#knobs = knobs;
    this.#events = events;
  }

  /** The model is generating, or assumes that it is being played. */
  get speaking(): boolean {
    return this.#turn !== null;
  }

  /** Speaks now, and ends the turn before. */
  say(text: string, voice: VoiceName): void {
    this.#next = null;
    this.#turn?.finishNow();
    const turn = new ModelTurn({ ...this.#knobs }, voice, text, {
      send: (message) => {
        this.#events.send(message);
      },
      onEnd: (record) => {
        this.#ended(record);
      },
    });
    this.#turn = turn;
    this.turns.push(turn.record);
    turn.start();
  }

  /** Ends a turn without any sound, and ends the turn before it. */
  endMute(turn: MuteTurn, text: string): void {
    this.#next = null;
    this.#turn?.finishNow();
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

  /** The caller spoke. */
  interrupt(): void {
    this.#next = null;
    this.#turn?.interrupt();
  }

  /** The connection is gone. */
  cut(): void {
    this.#next = null;
    this.#turn?.cut();
  }

  #ended(record: TurnRecord): void {
    this.#turn = null;
    if (record.end !== 'cut') {
      this.#events.onTurnEnd(record);
    }
    const next = this.#next;
    this.#next = null;
    if (next !== null) {
      this.say(next.text, next.voice);
    }
  }
}
