import { describe, expect, it } from 'vitest';
import { subRip, webVtt } from '#main/transcript/captions';
import { phrase, wordsOf } from '#model/phrases/phrase';
import type { Transcript, Turn } from '#model/transcript';
import { turnWith } from '#support/calls';
import { aRecord } from '#support/window/historyFixtures';

const record = (turns: Transcript, startMs: number | null = null) =>
  aRecord({ turns, recordings: [{ path: 'a.wav', startMs, durationMs: 60_000, bytes: 44 }] });

const says = (text: string, startMs: number, endMs: number | null, change: Partial<Turn> = {}) =>
  turnWith({ text, startMs, endMs, ...change });

const noteOf = (note: Turn['note'], startMs: number): Turn =>
  turnWith({
    ...{ speaker: 'system', note, text: note === null ? '' : wordsOf(note) },
    ...{ startMs, endMs: startMs + 900 },
  });

/** Times of a cue, as both formats write them but for the sign before the milliseconds. */
const TIMES =
  /^(\d{2,}):([0-5]\d):([0-5]\d)[.,](\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d)[.,](\d{3})$/;

type ReadCue = { readonly from: number; readonly to: number; readonly text: string };

function timed(times: string, text: string): ReadCue {
  const [h = 0, m = 0, s = 0, ms = 0, h2 = 0, m2 = 0, s2 = 0, ms2 = 0] = (TIMES.exec(times) ?? [])
    .slice(1)
    .map(Number);
  expect(times).toMatch(TIMES);
  const from = ((h * 60 + m) * 60 + s) * 1_000 + ms;
  const to = ((h2 * 60 + m2) * 60 + s2) * 1_000 + ms2;
  expect(to).toBeGreaterThan(from);
  return { from, to, text };
}

/** Reads a file as the WebVTT standard says, for cues of one line in a voice span. */
function readVtt(file: string): readonly (ReadCue & { readonly voice: string })[] {
  const [header, ...blocks] = file.replace(/\n$/, '').split('\n\n');
  expect(header).toBe('WEBVTT');
  return blocks.map((block) => {
    const lines = block.split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/\d\.\d{3} --> /);
    const [, voice = '', text = ''] = /^<v ([^<>&\n]+)>(.*)$/.exec(lines[1] ?? '') ?? [];
    expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
    const words = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    return { ...timed(lines[0] ?? '', words), voice };
  });
}

/** Reads SubRip: number, times, text, blank line. */
function readSrt(file: string): readonly ReadCue[] {
  const blocks = file.split('\n\n').filter((block) => block !== '');
  return blocks.map((block, index) => {
    const [number, times = '', ...text] = block.replace(/\n$/, '').split('\n');
    expect(number).toBe(String(index + 1));
    expect(times).toMatch(/\d,\d{3} --> /);
    expect(text).toHaveLength(1);
    expect(text[0]).not.toContain('-->');
    return timed(times, text[0] ?? '');
  });
}

describe('the captions of a call', () => {
  it('say who spoke and when: caller, agent and supervisor, in the order of their beginning', () => {
    const call = record([
      says('Good day', 62_000, 63_500, { speaker: 'agent' }),
      says('hello', 1_250, 2_600),
      noteOf(phrase('note.voice-changed', { voice: 'Kore' }), 63_000),
      noteOf(phrase('note.supervisor-says', { words: 'I take over.' }), 3_723_004),
    ]);
    expect(readVtt(webVtt(call, 'de')).map(({ voice }) => voice)).toEqual([
      ...['Anrufer', 'KI', 'Supervisor'],
    ]);
    expect(webVtt(call)).toBe(
      [
        'WEBVTT',
        '00:00:01.250 --> 00:00:02.600\n<v Caller>hello',
        '00:01:02.000 --> 00:01:03.500\n<v AI>Good day',
        '01:02:03.004 --> 01:02:03.904\n<v Supervisor>I take over.\n',
      ].join('\n\n'),
    );
    expect(subRip(call)).toBe(
      [
        '1\n00:00:01,250 --> 00:00:02,600\nCaller: hello',
        '2\n00:01:02,000 --> 00:01:03,500\nAI: Good day',
        '3\n01:02:03,004 --> 01:02:03,904\nSupervisor: I take over.\n',
      ].join('\n\n'),
    );
  });

  it('name the supervisor who spoke', () => {
    const call = record([
      {
        ...noteOf(phrase('note.supervisor-says', { words: 'I take over.' }), 1_000),
        by: 'window:Ann <Lee>',
      },
    ]);
    expect(webVtt(call)).toContain('<v Supervisor (Ann &lt;Lee&gt;)>I take over.');
    expect(subRip(call, 'de')).toContain('Supervisor (Ann <Lee>): I take over.');
  });

  it.each([
    ['a & b < c > d', 'a & b < c > d'],
    ['&lt;b&gt; </v><i>', '&lt;b&gt; </v><i>'],
    ['00:00 --> 00:01', '00:00 --> 00:01'],
    ['one\n\ntwo\r\n 3 ', 'one two 3'],
    ['NOTE\nWEBVTT', 'NOTE WEBVTT'],
    ['客户服务\u2028好', '客户服务 好'],
  ])('keep %j readable', (text, expected) => {
    const call = record([says(text, 0, 1_000), says('next', 1_000, 2_000)]);
    expect(readVtt(webVtt(call)).map((cue) => cue.text)).toEqual([expected, 'next']);
    expect(readSrt(subRip(call)).map((cue) => cue.text)).toEqual([
      `Caller: ${expected.replace('-->', '->')}`,
      'Caller: next',
    ]);
  });

  it('have only what was heard, and nothing of turns that were not', () => {
    const cut = { speaker: 'agent', status: 'truncated' } as const;
    const call = record([
      says('Of course, I will', 0, 900, { ...cut, heardChars: 9 }),
      says('Never heard', 1_000, 1_000, { ...cut, heardChars: 0 }),
      says('', 2_000, 2_100),
    ]);
    expect(readVtt(webVtt(call)).map((cue) => cue.text)).toEqual(['Of course']);
    expect(readSrt(subRip(call))).toHaveLength(1);
  });

  it('end with the next turn where the end is not known, and never before they can be read', () => {
    const call = record([says('a', 1_000, null), says('b', 4_000, 4_010), says('c', 9_000, null)]);
    expect(readVtt(webVtt(call)).map(({ from, to }) => [from, to])).toEqual([
      [1_000, 4_000],
      [4_000, 4_500],
      [9_000, 9_500],
    ]);
  });

  it('keep to the clock of the recording, and leave out what was before it', () => {
    const turns = [
      says('before', 1_000, 2_000),
      says('across', 4_000, 6_000),
      says('in', 7_500, 8_000),
    ];
    expect(readVtt(webVtt(record(turns, 5_000)))).toMatchObject([
      { from: 0, to: 1_000, text: 'across' },
      { from: 2_500, to: 3_000, text: 'in' },
    ]);
    expect(readSrt(subRip(record(turns, 5_000)))).toHaveLength(2);
  });

  it('are complete files when nothing was said', () => {
    expect(webVtt(record([]))).toBe('WEBVTT\n');
    expect(subRip(record([]))).toBe('');
  });
});
