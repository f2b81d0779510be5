import { create } from 'zustand';
import { partsOf, save, saved } from '../../state/saved';

/** What the wall shows of people, by choice. */
export type WallChoices = { readonly lastLine: boolean; readonly unmasked: boolean };

const KEPT = 'cordboard.wallboard';

export function savedWallChoices(): WallChoices {
  return saved(KEPT, (found) => {
    const { lastLine, unmasked } = partsOf(found);
    return { lastLine: lastLine !== false, unmasked: unmasked === true };
  });
}

export const useWallChoices = create<WallChoices>()(savedWallChoices);

export function chooseOnWall(patch: Partial<WallChoices>): void {
  useWallChoices.setState(patch);
  save(KEPT, useWallChoices.getState());
}
