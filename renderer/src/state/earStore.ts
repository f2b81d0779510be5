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

/** Most stretches that are kept: more than an hour of brisk talk has. */
const KEPT = 2_000;

/** What the caller hears since this moment, epoch ms. */
type Stretch = { readonly what: Heard; readonly sinceMs: number };

/** The ear of one caller. */
export type Ear = {
  readonly callId: CallId;
  /** Newest last; the last one lasts. */
  readonly stretches: readonly Stretch[];
  readonly diagnosis: EarDiagnosis | null;
};

/** The ear that is followed; null: none is. */
export const useEarStore = create<{ readonly ear: Ear | null }>()(() => ({ ear: null }));

/** Columns (of 20 ms) that must be silent before the line counts as silent. */
const SILENT_COLUMNS = 15;

/** Columns that are looked at for an echo: 8 s. */
const ECHO_COLUMNS = 400;

/** The ear after another look at call and levels; the same value where nothing has changed. */
export function look(before: Ear | null, call: Call, ring: LevelRing, nowMs: number): Ear {
  const what = heardNow(call, hasSound(ring));
  const known = before?.callId === call.id ? before.stretches : [];
  const last = known.at(-1);
  const goesOn = last?.what === what;
  const sinceMs = goesOn ? last.sinceMs : nowMs;
  const diagnosis = diagnose(call, { what, forMs: nowMs - sinceMs }, echoes(ring));
  if (before !== null && goesOn && before.diagnosis?.trouble === diagnosis?.trouble) {
    return before;
  }
  const stretches = goesOn ? known : [...known.slice(-KEPT), { what, sinceMs }];
  return { callId: call.id, stretches, diagnosis };
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
