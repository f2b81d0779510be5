import { create } from 'zustand';
import { save, saved } from './saved';

/** Times in which what the AI is to say can be taken back, ms; 0: it is said at once. */
export const UNDO_TIMES_MS = [0, 1_500, 3_000, 5_000] as const;

type UndoMs = (typeof UNDO_TIMES_MS)[number];

const NAME = 'sayUndoMs';
const USUAL_MS = 1_500;

const read = (found: unknown): UndoMs => UNDO_TIMES_MS.find((each) => each === found) ?? USUAL_MS;

/** The chosen time; kept from one start to the next. */
export const useUndoTime = create<{ readonly ms: UndoMs }>()(() => ({ ms: saved(NAME, read) }));

export function undoMsNow(): UndoMs {
  return useUndoTime.getState().ms;
}

export function chooseUndoTime(ms: UndoMs): void {
  useUndoTime.setState({ ms });
  save(NAME, ms);
}
