import { z } from 'zod';
import { scenarioList } from '#main/config/profiles/rehearsalFile';
import type { RehearsalDesk } from '#main/desk/rehearsalDesk';
import { profileId } from '#main/rules/profileId';
import { triedProfile } from '#main/rules/triedProfile';
import type { HandlersOf } from '../requestHandler';

export function createRehearsalHandlers(rehearsals: RehearsalDesk): HandlersOf<'rehearsals'> {
  return {
    'rehearsals:read': {
      schema: z.strictObject({ profileId }),
      run: (input) => rehearsals.read(input.profileId),
    },
    'rehearsals:saveScenarios': {
      schema: z.strictObject({ profileId, scenarios: scenarioList }),
      run: (input) => rehearsals.saveScenarios(input.profileId, input.scenarios),
    },
    'rehearsals:run': {
      schema: z.strictObject({ tried: triedProfile, scenarioId: z.string().max(64) }),
      run: ({ tried, scenarioId }) => rehearsals.run(tried, scenarioId),
    },
    'rehearsals:stop': {
      schema: z.null(),
      run: () => rehearsals.stop(),
    },
  };
}
