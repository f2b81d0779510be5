import {
  LEVEL_COLUMN_BYTES,
  LEVEL_ENTRY_HEADER_BYTES,
  LEVEL_HEADER_BYTES,
  LEVEL_MAGIC,
} from '#model/levels';
import { LevelRing } from './levelRing';

/**
 * The level rings of all calls by `meterId`. Lives outside React: levels change 25 times a second.
 */
export class LevelRings {
  readonly #rings = new Map<number, LevelRing>();

  /** The ring of a call, made when it is first asked for. */
  ring(meterId: number): LevelRing {
    let ring = this.#rings.get(meterId);
    if (ring === undefined) {
      ring = new LevelRing();
      this.#rings.set(meterId, ring);
    }
    return ring;
  }

  drop(meterId: number): void {
    this.#rings.delete(meterId);
  }

  /** Number of calls with a ring. */
  get size(): number {
    return this.#rings.size;
  }

  /**
   * Takes in one batch laid out as in src-main/model/levels.ts.
   * @returns false when the batch has another layout or is cut short. The entries before that place
   * count.
   */
  apply(batch: ArrayBuffer): boolean {
    if (batch.byteLength < LEVEL_HEADER_BYTES) {
      return false;
    }
    const view = new DataView(batch);
    if (view.getUint32(0, true) !== LEVEL_MAGIC) {
      return false;
    }
    const bytes = new Uint8Array(batch);
    const entries = view.getUint32(4, true);
    let offset = LEVEL_HEADER_BYTES;
    for (let entry = 0; entry < entries; entry += 1) {
      if (offset + LEVEL_ENTRY_HEADER_BYTES > batch.byteLength) {
        return false;
      }
      const meterId = view.getUint32(offset, true);
      const firstColumn = view.getUint32(offset + 4, true);
      const columns = view.getUint32(offset + 8, true);
      offset += LEVEL_ENTRY_HEADER_BYTES;
      if (offset + columns * LEVEL_COLUMN_BYTES > batch.byteLength) {
        return false;
      }
      this.ring(meterId).write(firstColumn, bytes, offset, columns);
      offset += columns * LEVEL_COLUMN_BYTES;
    }
    return true;
  }
}

/** The rings the canvases of this window read. */
export const levelRings = new LevelRings();
