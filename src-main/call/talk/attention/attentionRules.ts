import type { AlertRules } from '#model/alertRules';
import type { ProfileNormal } from './normal';

/** By what a call is judged, as it is at the moment. */
export type AttentionRules = {
  readonly rules: () => AlertRules;
  readonly normalOf: (profileId: string) => ProfileNormal;
};
