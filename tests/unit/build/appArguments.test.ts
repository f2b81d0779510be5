import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { argumentsForProgram } from '#build/lib/appArguments';

const typedIn = (file: string) => resolve(process.env['INIT_CWD'] ?? process.cwd(), file);

describe('arguments on their way to the program', () => {
  it.each([
    [
      ['--data', 'x/y'],
      ['--data', typedIn('x/y')],
    ],
    [['--data=x'], [`--data=${typedIn('x')}`]],
    [
      ['--data', '/x'],
      ['--data', '/x'],
    ],
    [
      ['--screenshot', 'a=b.png'],
      ['--screenshot', typedIn('a=b.png')],
    ],
    [['--screenshot=a=b.png'], [`--screenshot=${typedIn('a=b.png')}`]],
    [
      ['token', 'x', '--act'],
      ['token', 'x', '--act'],
    ],
    [['--data'], ['--data']],
    [['--data='], ['--data=']],
  ])('%j', (typed, passed) => {
    expect(argumentsForProgram(typed)).toEqual(passed);
  });
});
