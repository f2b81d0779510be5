import { describe, expect, it } from 'vitest';
import { parseServeArguments } from '#main/cli/serve/arguments';

describe('the arguments of serve', () => {
  it.each([
    [[], { command: 'serve', dataDir: null }],
    [['--data', '/var/lib/cordboard'], { command: 'serve', dataDir: '/var/lib/cordboard' }],
    [['--data=here'], { command: 'serve', dataDir: 'here' }],
    [['--help'], { command: 'help', dataDir: null }],
    [['-h'], { command: 'help', dataDir: null }],
    [['--check', '--data', 'x'], { command: 'check', dataDir: 'x' }],
    [['--add-api-token', 'anna', '--acting'], { command: 'tokens', dataDir: null }],
    [['--remove-api-token=anna', '--data=x'], { command: 'tokens', dataDir: 'x' }],
    [['--list-api-tokens'], { command: 'tokens', dataDir: null }],
  ])('%j', (args, expected) => {
    expect(parseServeArguments(args)).toEqual({ ok: true, value: expected });
  });

  it.each([
    [['--dta', 'x'], '--dta'],
    [['x'], 'x'],
    [['--data'], '--data'],
    [['--data='], '--data takes a folder'],
    [['--check', '--help'], '--help and --check do not go together'],
    [['--add-api-token', 'a', '--remove-api-token', 'b'], 'do not go together'],
    [['--acting'], '--acting belongs to --add-api-token'],
    [['--add-api-token'], '--add-api-token'],
  ])('%j is wrong usage, and says why', (args, why) => {
    const parsed = parseServeArguments(args);
    expect(parsed).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
    expect(parsed.ok ? '' : parsed.error.message).toContain(why);
  });
});
