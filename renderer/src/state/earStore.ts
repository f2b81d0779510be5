import { create } from 'zustand';
import type { Call, CallId } from '#model/call';
import {
  carriesEcho,
  diagnose,
  type EarDiagnosis,
  type Heard,
  heardNow,
  SOUND_LEVEL,
} from '#model/callerEar';
import type { LevelRing } from '../levels/levelRing';

/** The ear of one caller. */
export type Ear = {
  readonly callId: CallId;
  /** What they hear, and since when, epoch ms. */
  readonly what: Heard;
  readonly sinceMs: number;
  readonly diagnosis: EarDiagnosis | null;
};

type EarState = {
  /** The ear that is followed; null: none is. */
  readonly ear: Ear | null;
  /** The call whose trouble stands in words on the screen now; null: none does. */
  readonly toldOf: CallId | null;
};

export const useEarStore = create<EarState>()(() => ({ ear: null, toldOf: null }));

/** Columns (of 20 ms) that must be silent before the line counts as silent. */
const SILENT_COLUMNS = 15;

/** Columns that are looked at for an echo: 8 s. */
const ECHO_COLUMNS = 400;

/** The ear after another look at call and levels; the same value where nothing has changed. */
export function look(before: Ear | null, call: Call, ring: LevelRing, nowMs: number): Ear {
  const what = heardNow(call, hasSound(ring));
  const goesOn = before?.callId === call.id && before.what === what;
  const sinceMs = goesOn ? before.sinceMs : nowMs;
  const diagnosis = diagnose(call, { what, forMs: nowMs - sinceMs }, echoes(ring));
  return goesOn && before.diagnosis?.trouble === diagnosis?.trouble
    ? before
    : { callId: call.id, what, sinceMs, diagnosis };
}

function hasSound(ring: LevelRing): boolean {
  for (let column = ring.head - SILENT_COLUMNS; column < ring.head; column += 1) {
    if (ring.agentAt(column) >= SOUND_LEVEL) {
      return true;
    }
  }
  return false;
}

function echoes(ring: LevelRing): boolean {
  const from = ring.head - ECHO_COLUMNS;
  const levels = (at: (column: number) => number): Uint8Array =>
    Uint8Array.from({ length: ECHO_COLUMNS }, (_, index) => at(from + index));
  return carriesEcho(
    levels((column) => ring.callerAt(column)),
    levels((column) => ring.agentAt(column)),
  );
}
