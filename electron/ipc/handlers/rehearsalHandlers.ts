import { z } from 'zod';
import { scenarioList } from '#main/config/profiles/rehearsalFile';
import type { TrialDesk } from '#main/desk/trialDesk';
import { profileId } from '#main/rules/profileId';
import { triedProfile } from '#main/rules/triedProfile';
import { done } from '#main/util/result';
import type { HandlersOf } from '../requestHandler';

export function createRehearsalHandlers(trials: TrialDesk): HandlersOf<'rehearsals'> {
  return {
    'rehearsals:read': {
      schema: z.strictObject({ profileId }),
      run: (input) => trials.rehearsals(input.profileId),
    },
    'rehearsals:saveScenarios': {
      schema: z.strictObject({ profileId, scenarios: scenarioList }),
      run: (input) => trials.saveScenarios(input.profileId, input.scenarios),
    },
    'rehearsals:run': {
      schema: z.strictObject({ tried: triedProfile, scenarioId: z.string().max(64) }),
      run: ({ tried, scenarioId }) => trials.rehearse(tried, scenarioId),
    },
    'rehearsals:stop': {
      schema: z.null(),
      run: () => {
        trials.stopRehearsal();
        return Promise.resolve(done);
      },
    },
  };
}
