import { describe, expect, it } from 'vitest';
import { NoiseFloor } from '#main/media/vad/noiseFloor';

function note(floor: NoiseFloor, rms: number, frames: number): void {
  for (let frame = 0; frame < frames; frame += 1) {
    floor.note(rms);
  }
}

describe('NoiseFloor', () => {
  it('has no noise floor until it has heard 1.5 s', () => {
    const floor = new NoiseFloor();
    note(floor, 500, 74);
    expect(floor.rms).toBe(0);
    note(floor, 500, 1);
    expect(floor.rms).toBeCloseTo(500);
  });

  it('is not raised by speech that has a pause in it', () => {
    const floor = new NoiseFloor();
    for (let syllable = 0; syllable < 20; syllable += 1) {
      note(floor, 3_000, 20);
      note(floor, 100, 15);
    }
    expect(floor.rms).toBeLessThan(200);
  });

  it('follows noise up within 2 s, and down within half a second', () => {
    const floor = new NoiseFloor();
    note(floor, 100, 150);
    note(floor, 800, 100);
    expect(floor.rms).toBeCloseTo(800, -1);
    note(floor, 100, 25);
    expect(floor.rms).toBeLessThan(120);
  });
});
