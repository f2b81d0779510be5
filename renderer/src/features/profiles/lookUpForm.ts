/** The look-up of a profile as it stands in the form. */
import { MAX_LOOK_UP_MS } from '#model/lookUp';
import type { ProfileLookUp } from '#model/profile';
import { linesOf, numberOf, pairLines, pairsOf } from '../form';

/** The look-up; what was written stays while it is off. */
export type LookUpForm = {
  readonly on: boolean;
  readonly method: ProfileLookUp['method'];
  readonly url: string;
  /** `Name: value` lines. */
  readonly headers: string;
  /** `name: value` lines. */
  readonly fromCall: string;
  readonly timeoutMs: string;
  /** One a line. */
  readonly facts: string;
};

export const NO_LOOK_UP: LookUpForm = {
  on: false,
  method: 'GET',
  url: 'https://',
  headers: '',
  fromCall: 'number: {caller.number}',
  timeoutMs: String(MAX_LOOK_UP_MS),
  facts: '',
};

export function lookUpFormOf(lookUp: ProfileLookUp | null): LookUpForm {
  return lookUp === null
    ? NO_LOOK_UP
    : {
        on: true,
        method: lookUp.method,
        url: lookUp.url,
        headers: pairLines(lookUp.headers),
        fromCall: pairLines(lookUp.fromCall),
        timeoutMs: String(lookUp.timeoutMs),
        facts: lookUp.facts.join('\n'),
      };
}

export function lookUpDraft({ on, ...lookUp }: LookUpForm) {
  return on
    ? {
        ...lookUp,
        headers: pairsOf(lookUp.headers),
        fromCall: pairsOf(lookUp.fromCall),
        timeoutMs: numberOf(lookUp.timeoutMs),
        facts: linesOf(lookUp.facts),
      }
    : null;
}
