/**
 * Rules for callers whose supervisor is gone. Each of them yields commands that the program gives
 * by itself, so that the caller is never in silence for more than 10 s without the agent or a
 * person coming back.
 */
import type { NoticeKind } from '#model/call';
import type { CallCommand } from '#model/commands';
import { type Phrase, phrase } from '#model/phrases/phrase';
import { type CallValue, isHeld } from './callValue';

/**
 * A speaker whose microphone has sent nothing for this long is not there, ms. The agent needs the
 * rest of the 10 s to begin to speak.
 */
const MICROPHONE_LIMIT_MS = 8_000;

/** A caller who hears nothing for this long, by the supervisor's wish, gets music, ms. */
const SILENCE_LIMIT_MS = 8_000;

/** What the program does for a caller, and the notice that says why. */
export type Due = {
  readonly command: CallCommand;
  readonly kind: NoticeKind;
  readonly notice: Phrase;
};

export type AbsenceFacts = {
  /** Monotonic ms. */
  readonly nowMs: number;
  /** When the speaker's microphone (`speakerOf`) was last heard, monotonic ms; null: never. */
  readonly microphoneMs: number | null;
  /** HOLD_LIMIT, ms; 0: a hold may last for ever. */
  readonly holdLimitMs: number;
};

/** Whether the supervisor has left the caller without a sound for too long. */
export function isLeftInSilence(value: CallValue, nowMs: number): boolean {
  const { silencedSinceMs } = value;
  const silenced = silencedSinceMs !== null && nowMs - silencedSinceMs >= SILENCE_LIMIT_MS;
  return silenced && isAlone(value);
}

/** Nobody but the agent is with the caller: its silence leaves them alone. */
function isAlone({ seat, sharedLine }: CallValue): boolean {
  return seat.kind === 'free' && !sharedLine;
}

/** What is to be done for the caller of a live call now. */
export function dueFor(value: CallValue, facts: AbsenceFacts): readonly Due[] {
  return [
    ...dueToSeat(value, facts),
    ...dueToConsultation(value, facts),
    ...dueToHold(value, facts),
  ];
}

/** A call whose seat is taken by a supervisor who is not heard goes back to the agent. */
function dueToSeat(value: CallValue, facts: AbsenceFacts): readonly Due[] {
  const { seat, lineFreeSinceMs } = value;
  // While the caller hears music, nobody needs to speak to them.
  const speaks = seat.kind === 'taken' && !isHeld(value);
  return speaks && isUnheard(Math.max(seat.sinceMs, lineFreeSinceMs), facts)
    ? [due({ kind: 'handBack' }, 'supervisor-gone', phrase('headset.missing'))]
    : [];
}

/** A consultation whose supervisor cannot be heard ends: the party hears nothing either. */
function dueToConsultation({ consultation }: CallValue, facts: AbsenceFacts): readonly Due[] {
  return consultation?.state === 'talking' && isUnheard(consultation.sinceMs, facts)
    ? [due({ kind: 'cancelTransfer' }, 'consultation', phrase('consultation.supervisor-gone'))]
    : [];
}

/** A hold, a pause and a mute end after HOLD_LIMIT: they may have been forgotten. */
function dueToHold(value: CallValue, { nowMs, holdLimitMs }: AbsenceFacts): readonly Due[] {
  const { wishes, heldSinceMs, silencedSinceMs, consultation } = value;
  const isOver = (sinceMs: number | null): boolean =>
    holdLimitMs > 0 && sinceMs !== null && nowMs - sinceMs >= holdLimitMs;
  const commands: CallCommand[] = [];
  // During a consultation the caller waits for its end, not for the supervisor's hold.
  if (isOver(heldSinceMs) && consultation === null) {
    commands.push({ kind: 'resume' });
  }
  const isForgotten = isOver(silencedSinceMs) && isAlone(value);
  if (isForgotten && wishes.agentPaused) {
    commands.push({ kind: 'pauseAgent', on: false });
  }
  if (isForgotten && wishes.agentMuted) {
    commands.push({ kind: 'muteAgent', on: false });
  }
  const minutes = Math.round(holdLimitMs / 60_000);
  return commands.map((command) =>
    due(command, 'hold-limit', phrase('hold.limit-reached', { minutes })),
  );
}

function isUnheard(sinceMs: number, { nowMs, microphoneMs }: AbsenceFacts): boolean {
  return nowMs - Math.max(sinceMs, microphoneMs ?? sinceMs) >= MICROPHONE_LIMIT_MS;
}

function due(command: CallCommand, kind: NoticeKind, notice: Phrase): Due {
  return { command, kind, notice };
}
