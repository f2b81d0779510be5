/**
 * The parser of Asterisk's events, with thousands of messages that are nearly right and some that
 * are nonsense.
 */
import { describe, expect, it } from 'vitest';
import { parseAriEvent, type ParsedAriEvent } from '#main/ari/events';
import { pick, type Random, seededRandom } from '#main/demo/random';

const ROUNDS = 10_000;

const CHANNEL = {
  id: '1.1',
  name: 'PJSIP/ana-1',
  state: 'Up',
  caller: { name: 'Ana', number: '2001' },
  dialplan: { context: 'desk', exten: '1000', priority: 2 },
};
const EVENTS: readonly [object, ...object[]] = [
  { type: 'StasisStart', args: ['2001', '1000'], channel: CHANNEL },
  { type: 'StasisEnd', channel: CHANNEL },
  { type: 'ChannelStateChange', channel: CHANNEL },
  { type: 'ChannelHangupRequest', channel: CHANNEL, cause: 16, soft: true },
  { type: 'ChannelDestroyed', channel: CHANNEL, cause: 16, cause_txt: 'Normal Clearing' },
  { type: 'ChannelTalkingStarted', channel: CHANNEL },
  { type: 'ChannelTalkingFinished', channel: CHANNEL, duration: 900 },
  { type: 'ChannelDtmfReceived', channel: CHANNEL, digit: '4', duration_ms: 100 },
  { type: 'ChannelHold', channel: CHANNEL },
  { type: 'ChannelUnhold', channel: CHANNEL },
  { type: 'ApplicationReplaced', application: 'desk' },
  { type: 'ChannelVarset', channel: CHANNEL, variable: 'X', value: 'y' },
];
const ODDITIES: readonly [unknown, ...unknown[]] = [
  null,
  undefined,
  true,
  0,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 53,
  '',
  'x'.repeat(100_000),
  '\u0000\ud800',
  '__proto__',
  'constructor',
  [],
  [[[]]],
  {},
  { type: 'StasisStart' },
  CHANNEL,
];

/** A copy that is wrong in one place, at any depth. */
function disturbed(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.2) {
    return pick(random, ODDITIES);
  }
  const entries = Object.entries(value);
  const at = Math.floor(random() * entries.length);
  const changed = entries.flatMap(([name, part], index): [string, unknown][] => {
    if (index !== at) {
      return [[name, part]];
    }
    return random() < 0.2 ? [] : [[random() < 0.1 ? '__proto__' : name, disturbed(random, part)]];
  });
  return Array.isArray(value) ? changed.map(([, part]) => part) : Object.fromEntries(changed);
}

/** Every value of a call event is of the kind that the port promises. */
function expectSound(parsed: ParsedAriEvent): void {
  if (parsed.kind !== 'call') {
    return;
  }
  const { payload } = parsed.event;
  const channels = 'legs' in payload ? payload.legs : 'channel' in payload ? [payload.channel] : [];
  const ids = [
    ...channels.map(({ id }) => id),
    ...('channelId' in payload ? [payload.channelId] : []),
  ];
  for (const id of ids) {
    expect(typeof id).toBe('string');
    expect(id).not.toBe('');
  }
  expect(ids).not.toEqual([]);
  if ('args' in payload) {
    expect(payload.args.every((arg) => typeof arg === 'string')).toBe(true);
  }
  for (const value of Object.values(payload)) {
    expect(value).not.toBeUndefined();
    expect(value).not.toBeNaN();
  }
}

describe('the parser of events', () => {
  it('tells usable events from malformed ones, and never throws', () => {
    const random = seededRandom(4_711);
    const kinds = new Map<string, number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const parsed = parseAriEvent(disturbed(random, pick(random, EVENTS)));
      expectSound(parsed);
      kinds.set(parsed.kind, (kinds.get(parsed.kind) ?? 0) + 1);
    }
    // Each outcome was frequent.
    expect([...kinds.keys()].sort()).toEqual(['call', 'ignored', 'malformed', 'replaced']);
    expect(Math.min(...kinds.values())).toBeGreaterThan(100);
  });

  it('does not repeat what a caller has written when it reports a malformed event', () => {
    const parsed = parseAriEvent({
      type: 'StasisStart',
      args: ['0151-secret', 17],
      channel: { ...CHANNEL, id: 17 },
    });
    expect(parsed.kind).toBe('malformed');
    expect(JSON.stringify(parsed)).not.toContain('secret');
  });

  it('survives a huge event', () => {
    const huge = {
      type: 'StasisStart',
      args: Array.from({ length: 100_000 }, () => 'x'),
      channel: {
        ...CHANNEL,
        channelvars: Object.fromEntries(
          Array.from({ length: 10_000 }, (_, n) => [`v${String(n)}`, 'x']),
        ),
      },
    };
    expect(parseAriEvent(huge).kind).toBe('call');
  });
});
