import { describe, expect, it } from 'vitest';
import { fillFacts, localTime } from '#main/rules/callFacts';
import { PLACEHOLDERS } from '#model/callFacts';
import { someFacts } from '#support/callFacts';

describe('the time where the caller is served', () => {
  it.each([
    ['Europe/Berlin', '2026-11-28', '14:05', 'Saturday', 'GMT+01:00'],
    ['America/New_York', '2026-11-28', '08:05', 'Saturday', 'GMT-05:00'],
    ['Pacific/Auckland', '2026-11-29', '02:05', 'Sunday', 'GMT+13:00'],
  ])('is that of %s', (timeZone, date, time, weekday, offset) => {
    const { at } = someFacts();
    expect(localTime(at, timeZone)).toEqual({ date, time, weekday, offset });
  });

  it('has a midnight of 00:00', () => {
    expect(localTime(Date.UTC(2026, 0, 1), 'UTC').time).toBe('00:00');
  });
});

describe('the facts of a call', () => {
  it('fill every placeholder', () => {
    const text = PLACEHOLDERS.map((name) => `{${name}}`).join('|');
    expect(fillFacts(text, someFacts())).toBe(
      '2001|Ana|1000|incoming|2026-11-28|14:05|Saturday|Shop',
    );
    expect(fillFacts('{call.direction}', someFacts({ direction: 'outbound' }))).toBe('outgoing');
  });

  it('leave empty who calls where nobody is to know, and what the channel does not have', () => {
    const facts = someFacts({ caller: null, channel: new Map([['CUSTOMER', '17']]) });
    expect(fillFacts('<{caller.name}{caller.number}>', facts)).toBe('<>');
    expect(fillFacts('<{channel.CUSTOMER}> <{channel.TIER}>', facts)).toBe('<17> <>');
  });

  it('leave empty what was not looked up, whatever it is called', () => {
    const facts = someFacts({ lookUp: { context: '', facts: { name: 'Ana' } } });
    expect(fillFacts('{lookup.name}', facts)).toBe('Ana');
    expect(fillFacts('<{lookup.tier}{lookup.constructor}>', facts)).toBe('<>');
    expect(fillFacts('<{lookup.name}>', someFacts())).toBe('<>');
  });
});
