/** Look-ups and their answers, for tests. */
import type { AskLookUp } from '#main/call/tools/lookUp';
import type { LookUpAnswer, LookUpOutcome } from '#model/lookUp';
import type { ProfileLookUp } from '#model/profile';

/** A look-up by the number of the caller. */
export function aLookUp(patch: Partial<ProfileLookUp> = {}): ProfileLookUp {
  return {
    method: 'GET',
    url: 'https://crm.example/callers',
    headers: {},
    fromCall: { number: '{caller.number}' },
    timeoutMs: 1_500,
    facts: ['name'],
    ...patch,
  };
}

export function anAnswer(patch: Partial<LookUpAnswer> = {}): LookUpAnswer {
  return {
    context: 'Ana Reyes, customer since 2019.',
    voice: 'Kore',
    language: 'es',
    greeting: 'Greet {lookup.name}.',
    facts: { name: 'Ana' },
    ignored: [],
    ...patch,
  };
}

export function answered(patch: Partial<LookUpAnswer> = {}): LookUpOutcome {
  return { state: 'answered', ms: 120, status: 200, answer: anAnswer(patch) };
}

/** A service that never answers. */
export const noAnswer: AskLookUp = () => new Promise(() => undefined);
