import { readFile } from 'node:fs/promises';
import type { Rectangle } from 'electron';
import { z } from 'zod';
import { writeJsonFile } from '#main/util/atomicFile';

/** Size of the window when none is remembered, pixels. */
export const DEFAULT_SIZE = { width: 1280, height: 800 } as const;

/** Smallest size at which a supervisor can still reach everything, pixels. */
export const MINIMUM_SIZE = { width: 860, height: 560 } as const;

export type WindowPlace = Rectangle & { readonly maximized: boolean };

const pixel = z.int().min(-100_000).max(100_000);
const placeSchema = z.object({
  x: pixel,
  y: pixel,
  width: pixel.min(MINIMUM_SIZE.width),
  height: pixel.min(MINIMUM_SIZE.height),
  maximized: z.boolean(),
}) satisfies z.ZodType<WindowPlace>;

/** Reads where the window was; null when that is not known, or no display is there any more. */
export async function readPlace(
  file: string,
  displays: readonly Rectangle[],
): Promise<WindowPlace | null> {
  try {
    const parsed = placeSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success && isReachable(parsed.data, displays) ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Remembers where the window is. */
export async function writePlace(file: string, place: WindowPlace): Promise<void> {
  // A failure is not worth a message: the window then opens at its default place.
  await writeJsonFile(file, place);
}

/** Whether enough of the title bar is on a display to drag the window. */
export function isReachable(place: Rectangle, displays: readonly Rectangle[]): boolean {
  const grip = 80;
  return displays.some(
    (area) =>
      place.x + place.width >= area.x + grip &&
      place.x <= area.x + area.width - grip &&
      place.y >= area.y &&
      place.y <= area.y + area.height - grip,
  );
}
