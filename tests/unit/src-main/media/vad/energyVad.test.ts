import { describe, expect, it } from 'vitest';
import { EnergyVad } from '#main/media/vad/energyVad';
import type { VadSettings } from '#main/media/vad/voiceActivityDetector';
import { hear } from '#support/vad/hear';

const SEED: VadSettings = {
  energyThreshold: 300,
  adaptiveNoiseFloor: false,
  sileroThreshold: 0.5,
  speechMs: 100,
  silenceMs: 500,
};

function level(value: number): Buffer {
  return Buffer.from(
    Int16Array.from({ length: 320 }, (_, i) => (i % 2 === 0 ? value : -value)).buffer,
  );
}

function listen(settings: VadSettings = SEED): {
  vad: EnergyVad;
  events: string[];
  feed: (value: number, frames: number) => void;
  skip: (ms: number) => void;
  settings: { current: VadSettings };
} {
  const events: string[] = [];
  const holder = { current: settings };
  const vad = new EnergyVad(() => holder.current, {
    onSpeechStart: (ms) => events.push(`start ${ms}`),
    onSpeechEnd: (ms) => events.push(`end ${ms}`),
  });
  let now = 1000;
  return {
    vad,
    events,
    settings: holder,
    feed: (value, frames) => {
      for (let i = 0; i < frames; i += 1) {
        now += 20;
        hear(vad, level(value), now, 0);
      }
    },
    skip: (ms) => {
      now += ms;
    },
  };
}

describe('EnergyVad', () => {
  it('finds the beginning after 0.1 s of speech and dates it back to its first sample', () => {
    const { vad, events, feed } = listen();
    feed(0, 10);
    feed(1000, 4);
    expect(vad.speaking).toBe(false);
    feed(1000, 1);
    expect(vad.speaking).toBe(true);
    expect(events).toEqual(['start 1200']);
  });

  it('finds the end after 0.5 s of silence and dates it back to the last sample of speech', () => {
    const { vad, events, feed } = listen();
    feed(1000, 10);
    feed(0, 24);
    expect(vad.speaking).toBe(true);
    feed(0, 1);
    expect(vad.speaking).toBe(false);
    expect(events).toEqual(['start 1000', 'end 1200']);
  });

  it('takes the threshold itself for speech and lower levels for silence', () => {
    const below = listen();
    below.feed(299, 100);
    expect(below.events).toEqual([]);
    const at = listen();
    at.feed(300, 100);
    expect(at.events).toEqual(['start 1000']);
  });

  it('does not take a click for speech, nor a short pause for the end', () => {
    const { events, feed } = listen();
    for (let k = 0; k < 20; k += 1) {
      feed(20_000, 4);
      feed(0, 1);
    }
    expect(events).toEqual([]);
    feed(1000, 20);
    feed(0, 24);
    feed(1000, 1);
    feed(0, 24);
    expect(events).toHaveLength(1);
  });

  it('follows a change of the settings in the middle of a call', () => {
    const { events, feed, settings } = listen();
    settings.current = { ...SEED, energyThreshold: 2000, speechMs: 20, silenceMs: 100 };
    feed(1000, 50);
    expect(events).toEqual([]);
    feed(2000, 1);
    expect(events).toHaveLength(1);
    feed(0, 5);
    expect(events).toHaveLength(2);
  });

  it('counts a break in the stream as silence, not as speech', () => {
    const speaking = listen();
    speaking.feed(1000, 10);
    speaking.skip(600);
    speaking.feed(0, 1);
    expect(speaking.events).toEqual(['start 1000', 'end 1200']);
    const quiet = listen();
    quiet.feed(1000, 4);
    quiet.skip(600);
    quiet.feed(1000, 4);
    expect(quiet.events).toEqual([]);
  });

  it('ends speech that goes on after a long enough break, and lets it begin anew', () => {
    const { events, feed, skip } = listen();
    feed(1000, 10);
    skip(600);
    feed(1000, 5);
    expect(events).toEqual(['start 1000', 'end 1200', 'start 1800']);
  });

  it('counts the silence before a break as part of it', () => {
    const { events, feed, skip } = listen();
    feed(1000, 10);
    feed(0, 10);
    skip(300);
    feed(1000, 1);
    expect(events).toEqual(['start 1000', 'end 1200']);
  });

  it('does not take audio that is no louder than an echo for speech, however loud it is', () => {
    const events: string[] = [];
    const vad = new EnergyVad(() => SEED, {
      onSpeechStart: (ms) => events.push(`start ${ms}`),
      onSpeechEnd: (ms) => events.push(`end ${ms}`),
    });
    for (let k = 1; k <= 50; k += 1) {
      hear(vad, level(2000), k * 20, 2000);
    }
    expect(events).toEqual([]);
    for (let k = 51; k <= 55; k += 1) {
      hear(vad, level(2001), k * 20, 2000);
    }
    expect(events).toEqual(['start 1000']);
  });

  it('follows a caller whose syllables dip below the echo, but not a single click over it', () => {
    const events: string[] = [];
    const vad = new EnergyVad(() => SEED, {
      onSpeechStart: (ms) => events.push(`start ${ms}`),
      onSpeechEnd: (ms) => events.push(`end ${ms}`),
    });
    let atMs = 0;
    const feed = (levels: readonly number[]): void => {
      for (const rms of levels) {
        atMs += 20;
        hear(vad, level(rms), atMs, 1500);
      }
    };
    feed([1200, 1200, 4000, 1200, 1200, 1200, 1200, 1200, 100]);
    expect(events).toEqual([]);
    feed([1200, 2500, 900, 1400, 2200, 800]);
    expect(events).toEqual(['start 200']);
  });

  it('is not misled by frames that come in bursts', () => {
    const events: string[] = [];
    const vad = new EnergyVad(() => SEED, {
      onSpeechStart: () => events.push('start'),
      onSpeechEnd: () => events.push('end'),
    });
    for (let k = 0; k < 5; k += 1) {
      hear(vad, level(1000), 500, 0);
    }
    expect(events).toEqual(['start']);
    for (let k = 0; k < 25; k += 1) {
      hear(vad, level(0), 501, 0);
    }
    expect(events).toEqual(['start', 'end']);
  });

  it('says nothing any more once closed', () => {
    const { vad, events, feed } = listen();
    vad.close();
    vad.close();
    feed(1000, 50);
    expect(events).toEqual([]);
  });
});
