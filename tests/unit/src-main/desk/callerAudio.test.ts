import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readCallerAudio } from '#main/desk/callerAudio';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'caller-audio-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** Writes a recording; the caller's sample counts the ms, what they heard is -1. */
async function aRecording(name: string, startMs: number, durationMs: number) {
  const file = Buffer.alloc(44 + durationMs * 64);
  for (let at = 0; at < durationMs * 16; at += 1) {
    file.writeInt16LE(Math.floor(at / 16) + 1, 44 + at * 4);
    file.writeInt16LE(-1, 46 + at * 4);
  }
  await writeFile(path.join(dir, name), file);
  return { path: name, startMs, durationMs, bytes: file.length };
}

/** The first sample of each ms. */
const eachMs = (audio: Int16Array) => audio.filter((_, at) => at % 16 === 0);

it('reads the caller of a stretch, also where it is longer than a piece of the file', async () => {
  const long = await aRecording('a.wav', 1_000, 5_000);
  const read = await readCallerAudio(dir, [long], 1_500, 5_500);
  const audio = read.ok ? eachMs(read.value) : new Int16Array(0);
  expect([...audio]).toEqual(Array.from({ length: 4_000 }, (_, at) => at + 501));
});

it('is silent where nothing was recorded: before, between and after the recordings', async () => {
  const both = [await aRecording('a.wav', 10, 10), await aRecording('b.wav', 30, 10)];
  const read = await readCallerAudio(dir, both, 5, 45);
  const audio = [...(read.ok ? eachMs(read.value) : [])];
  expect([audio[4], audio[5], audio[14], audio[15], audio[24], audio[25], audio[35]]).toEqual([
    ...[0, 1, 10, 0, 0, 1, 0],
  ]);
  expect(audio).toHaveLength(40);
});

it.each([
  ['no recording has a part of it', { startMs: 100 }],
  ['the recording does not say when it began', { startMs: null }],
])('fails when %s', async (_which, change) => {
  const recording = { ...(await aRecording('a.wav', 0, 10)), ...change };
  expect(await readCallerAudio(dir, [recording], 0, 50)).toMatchObject({
    error: { kind: 'not-found', phrase: { code: 'replay.no-audio' } },
  });
});

it('fails when the file is gone', async () => {
  const gone = { path: 'gone.wav', startMs: 0, durationMs: 50, bytes: 1 };
  expect(await readCallerAudio(dir, [gone], 0, 50)).toMatchObject({ error: { kind: 'not-found' } });
});
