import { describe, expect, it } from 'vitest';
import { createHealthTeller, endingLine } from '#main/cli/serve/statusLines';
import { settingsWith } from '#main/config/settings/settings';
import type { ComponentHealth } from '#model/health';
import { saying } from '#support/phrases';
import { aHealth } from '#support/window/callFixtures';

const URL = 'http://127.0.0.1:8000';

function part(state: ComponentHealth['state'], message = '', version = ''): ComponentHealth {
  return { state, phrase: message === '' ? null : saying(message), version, since: 0 };
}

const QUIET = {
  ...aHealth(),
  asterisk: part('off'),
  gemini: part('off'),
  mediaServer: part('off'),
  api: part('off'),
  vad: part('off'),
  plugins: part('off'),
  capacity: part('off'),
  webhooks: part('off'),
};

describe('the lines about the health', () => {
  it('is each part once for each state it comes into, and nothing of what is only being tried', () => {
    const linesOf = createHealthTeller(() => URL);
    expect(linesOf(QUIET)).toEqual([]);
    const missing = { ...QUIET, asterisk: part('connecting'), gemini: part('missing', 'Set it.') };
    expect(linesOf(missing)).toEqual(['Gemini missing: Set it.']);
    const ready = { ...missing, asterisk: part('ready', '', '22.10.1'), api: part('ready') };
    expect(linesOf(ready)).toEqual([
      'Asterisk ready (22.10.1)',
      'HTTP API ready (http://127.0.0.1:8000, described at http://127.0.0.1:8000/docs)',
    ]);
    expect(linesOf(ready)).toEqual([]);
  });

  it('is the reason too when there is one only later', () => {
    const linesOf = createHealthTeller(() => URL);
    expect(linesOf({ ...QUIET, asterisk: part('connecting') })).toEqual([]);
    expect(linesOf({ ...QUIET, asterisk: part('connecting', 'Refused.') })).toEqual([
      'Asterisk connecting: Refused.',
    ]);
  });

  it('is no line for each further try of a part that is gone', () => {
    const linesOf = createHealthTeller(() => URL);
    const first = { ...QUIET, asterisk: part('reconnecting', 'Try 1 failed.') };
    expect(linesOf(first)).toEqual(['Asterisk reconnecting: Try 1 failed.']);
    expect(linesOf({ ...first, asterisk: part('reconnecting', 'Try 2 failed.') })).toEqual([]);
  });
});

describe('the lines at the end', () => {
  it.each([
    [0, 'fallback', 'SIGTERM: ending in order; no call is live'],
    [2, 'fallback', "SIGTERM: ending in order; live calls: 2, they go back to Asterisk's dialplan"],
    [1, 'hangup', 'SIGTERM: ending in order; live calls: 1, they are hung up'],
  ] as const)('with %i calls and SHUTDOWN_CALLS=%s', (liveCalls, shutdownCalls, line) => {
    const settings = { current: settingsWith({ shutdownCalls }) };
    expect(endingLine('SIGTERM', { liveCalls, settings })).toBe(line);
  });
});
