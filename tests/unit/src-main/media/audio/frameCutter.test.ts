import { expect, it } from 'vitest';
import { FrameCutter } from '#main/media/audio/frameCutter';
import { noise, seededRandom } from '#support/media/signals';

const audio = Buffer.from(noise(320 * 60, 3).buffer);

function cutter(): { under: FrameCutter; frames: Buffer[]; given: Buffer[]; behind: number[] } {
  const frames: Buffer[] = [];
  const given: Buffer[] = [];
  const behind: number[] = [];
  const under = new FrameCutter((frame, bytesBehind) => {
    given.push(frame);
    frames.push(Buffer.from(frame));
    behind.push(bytesBehind);
  });
  return { under, frames, given, behind };
}

it.each([10, 20, 30, 40, 60])('makes frames of 20 ms from packets of %i ms', (packetMs) => {
  const { under, frames } = cutter();
  const bytes = packetMs * 32;
  for (let at = 0; at < audio.length; at += bytes) {
    under.push(audio.subarray(at, at + bytes));
  }
  expect(frames.every((frame) => frame.length === 640)).toBe(true);
  expect(Buffer.concat(frames).equals(audio)).toBe(true);
});

it('loses nothing of packets whose length changes all the time', () => {
  const random = seededRandom(5);
  const { under, frames } = cutter();
  for (let at = 0; at < audio.length;) {
    const end = at + 2 * Math.floor(random() * 1_000);
    under.push(audio.subarray(at, end));
    at = end;
  }
  expect(Buffer.concat(frames).equals(audio)).toBe(true);
});

it('passes a packet of 20 ms on without a copy', () => {
  const { under, given } = cutter();
  const packet = audio.subarray(0, 640);
  under.push(packet);
  expect(given[0]).toBe(packet);
});

it('says how much of the packet is behind a frame', () => {
  const { under, behind } = cutter();
  under.push(audio.subarray(0, 960));
  under.push(audio.subarray(960, 1_920));
  under.push(audio.subarray(0, 640));
  expect(behind).toEqual([320, 640, 0, 0]);
});

it('drops half a sample, which would make noise of the rest', () => {
  const { under, frames } = cutter();
  under.push(Buffer.concat([audio.subarray(0, 320), Buffer.alloc(1)]));
  under.push(audio.subarray(320, 640));
  expect(Buffer.concat(frames)).toEqual(audio.subarray(0, 640));
});

it('fills a frame that is not continued with silence, once', () => {
  const { under, frames } = cutter();
  under.pad();
  under.push(audio.subarray(0, 320));
  under.pad();
  under.pad();
  under.push(audio.subarray(320, 960));
  expect(frames).toEqual([
    Buffer.concat([audio.subarray(0, 320), Buffer.alloc(320)]),
    audio.subarray(320, 960),
  ]);
});
