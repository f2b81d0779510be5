/** The machine of a talk, and what it decides in a few words, for unit tests. */
import type { AgentTurn } from '#main/agent/voiceAgent';
import type { TalkEffect } from '#main/call/talk/machine/effects';
import { TalkMachine } from '#main/call/talk/machine/talkMachine';
import { SPOKEN } from './fakes';

/** A turn in which nothing came. */
export const EMPTY: AgentTurn = { ...SPOKEN, audioBytes: 0, callerSpoke: false };

/** A machine whose agent is connected. */
export class MachineBench {
  readonly told: string[] = [];
  interruptible = true;
  isHeard = true;
  /** Whether the agent waits for the result of a `wait` tool. */
  waits = true;
  limitMs = 0;
  readonly turns: TalkMachine;

  /** @param onEffect Gets each effect as the owner of the machine does. */
  constructor(onEffect: (effect: TalkEffect) => void = () => undefined) {
    this.turns = new TalkMachine(
      {
        interruptible: () => this.interruptible,
        agentIsHeard: () => this.isHeard,
        waitsForResult: (scheduling) => this.waits && scheduling === 'wait',
        answerLimitMs: () => this.limitMs,
      },
      {
        carryOut: (effect) => {
          this.told.push(wordsOf(effect));
          onEffect(effect);
        },
        onSettled: () => undefined,
      },
    );
    this.turns.setLink(true, 0);
    this.decided();
  }

  /** What the machine decided since the last look. */
  decided(): string[] {
    return this.told.splice(0);
  }

  /** The caller says something from `sinceMs` to `endMs`. */
  callerSays(sinceMs: number, endMs: number): void {
    this.turns.callerStarts(sinceMs, sinceMs);
    this.turns.callerStops(endMs, endMs);
  }

  /** The agent says something that is heard to its end at `endMs`. */
  agentSays(sinceMs: number, endMs: number): void {
    this.turns.agentAudio(sinceMs);
    this.turns.generationComplete(sinceMs);
    this.turns.turnComplete(SPOKEN, sinceMs);
    this.turns.drained(endMs);
  }

  prompt(text: string, nowMs: number): void {
    this.turns.prompt({ as: 'text', text }, nowMs);
  }

  loseLink(nowMs: number, backMs: number): void {
    this.turns.setLink(false, nowMs);
    this.turns.setLink(true, backMs);
  }
}

/** An effect in a few words. */
function wordsOf(effect: TalkEffect): string {
  switch (effect.do) {
    case 'cut':
    case 'go-on':
      return `${effect.do} ${effect.heard}`;
    case 'count-barge-in':
      return `barge-in ${String(effect.onsetMs)}`;
    case 'begin-turn':
      return `begins ${String(effect.sinceCallerMs)}`;
    case 'time-reply':
      return `reply ${String(effect.sinceCallerMs)}`;
    case 'end-turn':
      return 'ends';
    case 'show-state':
      return effect.state;
    case 'prompt':
      return `${effect.prompt.as} ${effect.prompt.text}`;
    case 'reconnect':
      return `reconnect ${effect.reason}`;
    case 'count-mute-turn':
      return `mute ${effect.reason} ${String(effect.inARow)}`;
    case 'alert':
      return effect.kind === 'no-answer'
        ? `alert no-answer ${String(effect.limitMs)}`
        : `alert ${effect.kind}`;
    default:
      return effect.do;
  }
}
