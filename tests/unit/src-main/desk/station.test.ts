import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Actor, nameOf } from '#main/desk/actor';
import { Station } from '#main/desk/station';
import { done } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import { FakeOperators } from '#support/desk/fakeOperators';

const ANN = { name: 'Ann', role: 'admin' } as const;
const BOB = { name: 'Bob', role: 'viewer' } as const;
const IDLE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(operators: FakeOperators['list'] = [ANN, BOB]) {
  const book = new FakeOperators();
  book.list = operators;
  const speaking = new Set<string>();
  const entries: string[] = [];
  const station = new Station({
    book,
    owner: 'owner',
    rules: () => ({ autoLockTimeoutMs: IDLE_MS, viewersMayListen: false }),
    speaks: (actor: Actor) => speaking.has(nameOf(actor)),
    note: (actor, { action, params }, result) => {
      entries.push(`${nameOf(actor)} ${action} ${JSON.stringify(params)} ${String(result.ok)}`);
    },
  });
  return { book, speaking, entries, station };
}

describe('the station', () => {
  it('belongs to the user of the system while there are no operators, and cannot lock', () => {
    const { station } = setUp([]);
    expect(station.state).toEqual({ state: 'own', operator: { name: 'owner', role: 'admin' } });
    expect(station.lock()).toMatchObject({ error: { phrase: { code: 'operator.no-lock' } } });
    station.touch();
    vi.advanceTimersByTime(IDLE_MS * 10);
    expect(station.state.state).toBe('own');
  });

  it('begins locked, lets the right PIN in, and the audit names every try', async () => {
    const { station, entries } = setUp();
    expect(station.state).toEqual({ state: 'locked', last: null });
    expect(await station.signIn('Ann', '9999')).toMatchObject({ ok: false });
    expect(station.state.state).toBe('locked');
    expect(await station.signIn('Ann', '1234')).toEqual(done);
    expect(station.state).toEqual({ state: 'open', operator: ANN });
    expect(nameOf(station.actor)).toBe('window:Ann');
    expect(entries).toEqual([
      'window:Ann operator.signIn {} false',
      'window:Ann operator.signIn {} true',
    ]);
  });

  it('lets whoever is signed in change their own PIN, and nobody else', async () => {
    const { station, book, entries } = setUp();
    expect(await station.changePin('1234', '5678')).toMatchObject({
      error: { kind: 'invalid-state' },
    });
    await station.signIn('Bob', '1234');
    expect(await station.changePin('9999', '5678')).toMatchObject({ error: { kind: 'auth' } });
    expect(book.saved).toEqual([]);
    expect(await station.changePin('1234', '5678')).toEqual(done);
    expect(book.saved).toEqual([{ ...BOB, pin: '5678' }]);
    expect(entries.slice(1)).toEqual([
      'window:Bob operator.changePin {} false',
      'window:Bob operator.changePin {} true',
    ]);
  });

  it('is locked when its operators cannot be read', () => {
    const book = new FakeOperators();
    book.problem = phrase('operators.unreadable', { path: '/x' });
    const rules = () => ({ autoLockTimeoutMs: 0, viewersMayListen: false });
    const parts = { book, owner: 'owner', rules, speaks: () => false, note: vi.fn() };
    expect(new Station(parts).state.state).toBe('locked');
  });

  it('locks when nobody touches it, and not before', async () => {
    const { station, entries } = setUp();
    await station.signIn('Ann', '1234');
    vi.advanceTimersByTime(IDLE_MS - 1);
    station.touch();
    vi.advanceTimersByTime(IDLE_MS - 1);
    expect(station.state.state).toBe('open');
    vi.advanceTimersByTime(1);
    expect(station.state).toEqual({ state: 'locked', last: 'Ann' });
    expect(entries.at(-1)).toBe('window:Ann operator.lock {"reason":"idle"} true');
  });

  it('never locks under a person who speaks, but as soon as they are done', async () => {
    const { station, speaking } = setUp();
    await station.signIn('Ann', '1234');
    speaking.add('window:Ann');
    expect(station.lock()).toMatchObject({ error: { phrase: { code: 'operator.speaks' } } });
    vi.advanceTimersByTime(IDLE_MS * 3);
    expect(station.state.state).toBe('open');
    speaking.clear();
    vi.advanceTimersByTime(1_000);
    expect(station.state.state).toBe('locked');
  });

  it('stays open when a person who spoke too long touches it in time', async () => {
    const { station, speaking } = setUp();
    await station.signIn('Ann', '1234');
    speaking.add('window:Ann');
    vi.advanceTimersByTime(IDLE_MS + 500);
    station.touch();
    speaking.clear();
    vi.advanceTimersByTime(IDLE_MS - 1);
    expect(station.state.state).toBe('open');
  });

  it('follows the operators: first one locks, a removed one is out, a new role counts', async () => {
    const { book, station } = setUp([]);
    book.become([ANN]);
    expect(station.state).toEqual({ state: 'locked', last: null });
    await station.signIn('Ann', '1234');
    book.become([
      { ...ANN, role: 'lead' },
      { ...BOB, role: 'admin' },
    ]);
    expect(station.state).toMatchObject({ state: 'open', operator: { role: 'lead' } });
    book.become([BOB]);
    expect(station.state).toEqual({ state: 'locked', last: null });
    book.become([]);
    expect(station.state.state).toBe('own');
  });
});
