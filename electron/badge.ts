/** How many calls need a person, on the program's icon. */

/** Width and height of the dot, pixels: Windows draws 16 at its usual scale. */
export const DOT_SIZE = 16;

const RADIUS = 6;

/** Red, as a bitmap has it: blue, green, red, opacity. */
const RED = [0x2d, 0x2d, 0xd9, 0xff] as const;

/** A red dot on nothing, as the bitmap of a picture: four bytes a pixel, row by row. */
export function redDot(): Buffer {
  const bitmap = Buffer.alloc(DOT_SIZE * DOT_SIZE * RED.length);
  const middle = (DOT_SIZE - 1) / 2;
  for (let y = 0; y < DOT_SIZE; y++) {
    for (let x = 0; x < DOT_SIZE; x++) {
      if (Math.hypot(x - middle, y - middle) <= RADIUS) {
        bitmap.set(RED, (y * DOT_SIZE + x) * RED.length);
      }
    }
  }
  return bitmap;
}

export type BadgePlace = {
  readonly platform: NodeJS.Platform;
  /** The number on the icon, on macOS and some desktops of Linux; 0 takes it away. */
  readonly setNumber: (calls: number) => void;
  /** A red dot on the button in the task bar, with what it means; null takes it away. */
  readonly setDot: (meaning: string | null) => void;
  readonly meaning: (calls: number) => string;
};

/** Windows has no numbers on icons: there a dot says that calls need somebody. */
export function showOnIcon(place: BadgePlace, calls: number): void {
  if (place.platform === 'win32') {
    place.setDot(calls === 0 ? null : place.meaning(calls));
  } else {
    place.setNumber(calls);
  }
}
