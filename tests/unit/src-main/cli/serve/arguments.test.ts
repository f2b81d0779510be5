import { describe, expect, it } from 'vitest';
import { parseServeArguments } from '#main/cli/serve/arguments';

describe('the arguments of serve', () => {
  it.each([
    [[], { command: 'serve', dataDir: null }],
    [['--data', '/var/lib/cordboard'], { command: 'serve', dataDir: '/var/lib/cordboard' }],
    [['--data=here'], { command: 'serve', dataDir: 'here' }],
    [['--help'], { command: 'help', dataDir: null }],
    [['-h'], { command: 'help', dataDir: null }],
    [['--data', 'token'], { command: 'serve', dataDir: 'token' }],
    [['--check', '--data', 'x'], { command: 'check', dataDir: 'x' }],
  ])('%j', (args, expected) => {
    const value = { ...expected, tokenArguments: [] };
    expect(parseServeArguments(args)).toEqual({ ok: true, value });
  });

  it.each([
    [['token', 'anna', '--act'], null, ['anna', '--act']],
    [['--data=x', 'token', '--remove', 'anna'], 'x', ['--remove', 'anna']],
    [['token'], null, []],
    [['--data', 'token', 'token', 'token'], 'token', ['token']],
  ])('%j is about tokens', (args, dataDir, tokenArguments) => {
    const value = { command: 'token', dataDir, tokenArguments };
    expect(parseServeArguments(args)).toEqual({ ok: true, value });
  });

  it.each([
    [['--dta', 'x'], '--dta'],
    [['x'], 'x'],
    [['x', 'token'], 'x'],
    [['--data'], '--data'],
    [['--data='], '--data takes a folder'],
    [['--check', '--help'], '--help and --check do not go together'],
    [['--check', 'token', 'a'], '--check and token do not go together'],
    [['--act'], '--act'],
  ])('%j is wrong usage, and says why', (args, why) => {
    const parsed = parseServeArguments(args);
    expect(parsed).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
    expect(parsed.ok ? '' : parsed.error.message).toContain(why);
  });
});
