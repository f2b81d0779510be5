import { describe, expect, it } from 'vitest';
import { EnergyVad } from '#main/media/vad/energyVad';
import { hear } from '#support/vad/hear';
import { DEFAULT_VAD } from '#support/vad/settings';

const SECOND = 50;

function level(rms: number): Buffer {
  return Buffer.from(Int16Array.from({ length: 320 }, (_, i) => (i % 2 === 0 ? rms : -rms)).buffer);
}

function listen(adaptiveNoiseFloor: boolean) {
  const events: string[] = [];
  const vad = new EnergyVad(() => ({ ...DEFAULT_VAD, adaptiveNoiseFloor }), {
    onSpeechStart: () => events.push('start'),
    onSpeechEnd: () => events.push('end'),
  });
  let nowMs = 0;
  const feed = (rms: number, frames: number): void => {
    for (let frame = 0; frame < frames; frame += 1) {
      nowMs += 20;
      hear(vad, level(rms), nowMs, 0);
    }
  };
  return { events, feed, vad };
}

describe('EnergyVad on a noisy line', () => {
  it('stops taking steady noise for speech, and hears the caller above it', () => {
    const { events, feed } = listen(true);
    feed(500, 4 * SECOND);
    expect(events).toEqual(['start', 'end']);
    feed(2_000, SECOND);
    feed(500, SECOND);
    expect(events).toEqual(['start', 'end', 'start', 'end']);
  });

  it('takes steady noise for speech for ever where the threshold does not adapt', () => {
    const { events, feed } = listen(false);
    feed(500, 4 * SECOND);
    feed(2_000, SECOND);
    feed(500, SECOND);
    expect(events).toEqual(['start']);
  });

  it('never hears less than VAD_ENERGY_THRESHOLD', () => {
    const { vad, feed } = listen(true);
    feed(10, 4 * SECOND);
    feed(299, SECOND);
    expect(vad.speaking).toBe(false);
    feed(300, SECOND);
    expect(vad.speaking).toBe(true);
  });
});
