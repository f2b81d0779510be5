import { expect, it } from 'vitest';
import { MAX_SAVED_SEARCHES } from '#model/limits';
import { useRecordEngine } from '#support/store/engineBench';

const bench = useRecordEngine();

const save = (name: string, id: number | null = null) =>
  bench().engine.saveSearch({
    ...{ id, actor: 'window:ann' },
    search: { name, query: { tag: ['vip'], lastHours: 4 } },
  });
const names = () =>
  bench()
    .engine.savedSearches({})
    .map(({ name }) => name);

it('are kept for everybody, by name, and say who saved them', () => {
  save('Shift');
  save('alerts');
  expect(bench().engine.savedSearches({})).toMatchObject([
    { name: 'alerts', query: { tag: ['vip'], lastHours: 4 }, by: 'window:ann' },
    { name: 'Shift' },
  ]);
});

it('are renamed and removed', () => {
  const { id } = save('Shift');
  expect(save('Night shift', id)).toMatchObject({ id, name: 'Night shift' });
  // Its own name is not another's.
  save('night shift', id);
  expect(bench().engine.removeSearch({ id })).toMatchObject({ name: 'night shift' });
  expect(names()).toEqual([]);
});

it('refuse a name that another has, in whatever case', () => {
  save('Shift');
  expect(() => save('SHIFT')).toThrow('Another saved search is called');
  expect(names()).toEqual(['Shift']);
});

it('refuse what is not there', () => {
  expect(() => save('x', 9)).toThrow('no such saved search');
  expect(() => bench().engine.removeSearch({ id: 9 })).toThrow('no such saved search');
});

it('have a limit', () => {
  for (let n = 0; n < MAX_SAVED_SEARCHES; n += 1) {
    save(`search ${n}`);
  }
  expect(() => save('one more')).toThrow('Delete one first');
});
