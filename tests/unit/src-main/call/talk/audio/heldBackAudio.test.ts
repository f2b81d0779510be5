import { beforeEach, describe, expect, it } from 'vitest';
import { HeldBackAudio } from '#main/call/talk/audio/heldBackAudio';

const DELAY = 25;

/** What was sent: the frame's number, 0 for a blanked one, and whether it counts as sound. */
let sent: [number, boolean][];
let audio: HeldBackAudio;
let count: number;

beforeEach(() => {
  sent = [];
  count = 0;
  audio = new HeldBackAudio((frame, hasSound) => sent.push([frame.readInt16LE(0), hasSound]));
});

function hear(frames: number, hasSound: boolean, pace: 'at-once' | 'late'): void {
  for (let left = frames; left > 0; left -= 1) {
    count += 1;
    const frame = Buffer.alloc(640);
    frame.writeInt16LE(count);
    audio.push(frame, hasSound, pace);
  }
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
const numbers = (): number[] => sent.map(([number]) => number);
const sounding = (): number[] => sent.filter(([, sound]) => sound).map(([number]) => number);

describe('HeldBackAudio', () => {
  it('says of each frame that goes out at once whether it has sound', () => {
    hear(1, true, 'at-once');
    hear(1, false, 'at-once');
    expect(sent).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it('counts delayed frames as sound until the last that has it', () => {
    hear(DELAY + 5, false, 'late');
    hear(2, true, 'late');
    hear(DELAY + 10, false, 'late');
    expect(numbers()).toEqual(upTo(42));
    expect(sounding()).toEqual(upTo(32).slice(5));
  });

  it('counts delayed silence as silence', () => {
    hear(2 * DELAY, false, 'late');
    expect(numbers()).toHaveLength(DELAY);
    expect(sounding()).toEqual([]);
  });

  it('lets speech that was held back go out as sound', () => {
    hear(DELAY, false, 'late');
    audio.hold();
    hear(5, true, 'late');
    audio.release();
    expect(sounding()).toEqual(numbers());
    expect(numbers()).toHaveLength(DELAY + 5);
  });

  it('counts what was blanked as silence', () => {
    audio.hold();
    hear(5, true, 'late');
    audio.blank();
    hear(1, false, 'at-once');
    expect(sent).toEqual([...Array<[number, boolean]>(5).fill([0, false]), [6, false]]);
  });
});
