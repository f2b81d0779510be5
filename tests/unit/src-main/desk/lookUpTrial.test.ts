import { beforeEach, describe, expect, it } from 'vitest';
import { createLookUpTrial } from '#main/desk/lookUpTrial';
import type { CallFacts } from '#model/callFacts';
import { aLookUp, answered } from '#support/lookUps';

const CALLER = { callerNumber: '2001', callerName: 'Ana', dialedNumber: '1000' };

let asked: CallFacts[] = [];

beforeEach(() => {
  asked = [];
});

const trial = createLookUpTrial(
  (_lookUp, facts) => {
    asked.push(facts);
    return Promise.resolve(answered());
  },
  () => 'Europe/Berlin',
);

describe('a trial of a look-up', () => {
  it('asks with the made-up caller, also where the rest of the profile is unfinished', async () => {
    const profile = { name: '', numbers: 7, lookUp: aLookUp() };
    expect(await trial({ profile, caller: CALLER })).toMatchObject({
      value: { state: 'tried', outcome: answered() },
    });
    expect(asked).toMatchObject([
      { caller: { number: '2001', name: 'Ana' }, dialedNumber: '1000', direction: 'inbound' },
    ]);
  });

  it.each([
    ['lookUp.url', { url: 'nowhere' }],
    ['lookUp.timeoutMs', { timeoutMs: 5_000 }],
    ['lookUp.fromCall.name', { fromCall: { name: '{lookup.name}' } }],
    ['lookUp.headers.X-Tier', { headers: { 'X-Tier': '{channel.TIER}' } }],
  ])('asks nobody while %s is wrong', async (path, patch) => {
    const profile = { name: 'Sales', channelVariables: ['OTHER'], lookUp: aLookUp(patch) };
    expect(await trial({ profile, caller: CALLER })).toMatchObject({
      value: { state: 'invalid', problems: [{ path }] },
    });
    expect(asked).toHaveLength(0);
  });

  it('fails where there is none', async () => {
    expect(await trial({ profile: { name: 'Sales' }, caller: CALLER })).toMatchObject({
      error: { kind: 'invalid-state' },
    });
  });
});
