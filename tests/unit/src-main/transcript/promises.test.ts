import { expect, it } from 'vitest';
import { promisesIn } from '#main/transcript/promises';

it.each([
  ['I am sorry. I’ll send it today. Is that all?', ['I’ll send it today.']],
  ['We will call you back at ten.', ['We will call you back at ten.']],
  ['Das tut mir leid. Ich werde es heute schicken.', ['Ich werde es heute schicken.']],
  ['Lo siento. Voy a enviarlo hoy.', ['Voy a enviarlo hoy.']],
])('finds what was promised in "%s"', (words, promises) => {
  expect(promisesIn(words)).toEqual(promises);
});

it.each(['It costs forty euros.', 'Shall I? Will we?', 'Do you think I will come?', ''])(
  'makes no promise of "%s"',
  (words) => {
    expect(promisesIn(words)).toEqual([]);
  },
);
