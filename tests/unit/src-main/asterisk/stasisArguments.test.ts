import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AsteriskCallSource } from '#main/asterisk/callSource';
import { readStasisArguments } from '#main/asterisk/stasisArguments';
import type { CallerInfo } from '#main/call/callLeg';
import { FakeAsterisk, fakeMedia } from '#support/call/fakeAsterisk';
import { recordingLog } from '#support/log';

type Dialplan = (number: string, extension: string) => string;

const BARE: Dialplan = () => '';
const NAMED: Dialplan = () => ',,night';
const OLD: Dialplan = (number, extension) => `${number},${extension}`;
const OLD_NAMED: Dialplan = (number, extension) => `${number},${extension},night`;
const NUMBER_ALONE: Dialplan = (number) => number;

/**
 * Arguments as Asterisk makes them of a text (`__ast_app_separate_args`): brackets and quotes keep
 * commas together.
 */
function split(text: string): readonly string[] {
  const args = [''];
  let [quoted, depth] = [false, 0];
  for (let at = 0; at < text.length; at += 1) {
    let sign = text.charAt(at);
    if (sign === ',' && !quoted && depth === 0) {
      args.push('');
      continue;
    }
    depth = Math.max(0, depth + ('(['.includes(sign) ? 1 : 0) - (')]'.includes(sign) ? 1 : 0));
    if (sign === '"') {
      quoted = !quoted;
      sign = '';
    } else if (sign === '\\') {
      at += 1;
      sign = text.charAt(at);
    }
    args.push(`${args.pop() ?? ''}${sign}`);
  }
  return text === '' ? [] : args;
}

const read = (dialplan: Dialplan, callerNumber: string, extension = '1000') =>
  readStasisArguments(split(dialplan(callerNumber, extension)), { callerNumber, extension });

describe('what a dialplan asks for', () => {
  it.each(['2001', '', '+34 600', 'ana.b', 'night', 'x,1003,conference'])(
    'is its own word, for a caller with the number "%s"',
    (number) => {
      expect(read(BARE, number)).toEqual({ what: '', asDocumented: true });
      expect(read(NAMED, number)).toEqual({ what: 'night', asDocumented: true });
    },
  );

  it.each(['2001', '', '+34600111222', 'conference'])(
    'is taken from the older form, for a caller with the number "%s"',
    (number) => {
      expect(read(OLD, number)).toEqual({ what: '', asDocumented: true });
      expect(read(OLD_NAMED, number)).toEqual({ what: 'night', asDocumented: true });
    },
  );

  it.each([
    'x,1003,conference',
    ',1003,conference',
    ',,conference',
    ',1000,conference',
    '2001,1000,conference',
    ',,conference"',
    '",,conference',
    '\\,,conference',
    ',,conference\\',
    ',,conference(',
    ',,(conference',
    ',",",conference',
    'x","1003,conference',
    '\\\\,1000,conference',
  ])('is never what the caller wrote as their number: %s', (number) => {
    expect(read(OLD, number).what).toBe('');
    expect(['', 'night']).toContain(read(OLD_NAMED, number).what);
    expect(read(NUMBER_ALONE, number)).toEqual({ what: '', asDocumented: false });
  });

  it('is still heard behind a number with commas', () => {
    expect(read(OLD_NAMED, 'x,1003,conference').what).toBe('night');
  });

  it('is never what the caller wrote as the extension', () => {
    for (const extension of ['1000,conference', '1000,conference"', ',conference']) {
      expect(read(OLD, '2001', extension).what).toBe('');
      expect(read(OLD, ',', extension).what).toBe('');
    }
  });

  it('is not found in arguments that are not agreed', () => {
    for (const text of ['conference', '2001,1003', '2001,1003,conference', ',1003,conference']) {
      expect(read(() => text, '2001')).toEqual({ what: '', asDocumented: false });
    }
  });
});

describe('a caller whose number is x,1003,conference', () => {
  let asterisk: FakeAsterisk;
  let source: AsteriskCallSource;
  let callers: CallerInfo[];
  let log: ReturnType<typeof recordingLog>;

  beforeEach(() => {
    asterisk = new FakeAsterisk();
    callers = [];
    log = recordingLog();
    source = new AsteriskCallSource({
      gateway: asterisk,
      media: fakeMedia(),
      app: 'desk',
      consoleId: 'us',
      outgoing: () => ({
        endpoint: '',
        callerId: '',
        ringMs: 30_000,
        fallbackContext: 'gemini-voice-assistant',
        transferContext: 'cordboard-transfer',
        musicClass: 'default',
      }),
      onDialplan: () => undefined,
      sweepIntervalMs: () => 300_000,
      log,
    });
    source.start(({ caller }) => callers.push(caller));
  });

  afterEach(() => {
    source.stop();
  });

  const comes = (args: readonly string[], callerNumber = 'x,1003,conference'): void => {
    asterisk.events.emit('stasisStart', {
      channel: {
        id: 'call-1',
        name: 'PJSIP/trunk-1',
        state: 'Ring',
        callerNumber,
        callerName: '',
        connectedNumber: '',
        connectedName: '',
        extension: '1000',
      },
      args,
      replaces: null,
    });
  };
  const warnings = () => log.lines.filter(({ level }) => level === 'warn');

  it.each(['anonymous', 'Restricted', ''])('comes without a number when it is %j', (number) => {
    comes([number, '1000'], number);
    expect(callers).toMatchObject([{ callerNumber: '', dialedNumber: '1000', profileId: '' }]);
    expect(warnings()).toEqual([]);
  });

  it('is read as the dialled extension with an older dialplan, and the log warns of that', () => {
    comes(['x', '1003', 'conference', '1000']);
    expect(callers).toMatchObject([
      { callerNumber: 'x,1003,conference', dialedNumber: '1000', profileId: '' },
    ]);
    expect(warnings()).toMatchObject([
      {
        msg: expect.stringContaining('asterisk-config/README.md') as string,
        fields: { callId: 'call-1', extension: '1000' },
      },
    ]);
    expect(Object.keys(warnings()[0]?.fields ?? {})).toEqual(['callId', 'extension', 'pii']);
  });

  it('gets what the dialplan of today asks for, without a warning', () => {
    comes(['', '', 'sales']);
    expect(callers).toMatchObject([{ dialedNumber: '1000', profileId: 'sales' }]);
    expect(warnings()).toEqual([]);
  });
});
