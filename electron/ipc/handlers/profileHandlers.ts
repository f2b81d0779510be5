import { z } from 'zod';
import type { ProfileDesk } from '#main/desk/profileDesk';
import { profileId } from '#main/rules/profileId';
import { sampleCaller } from '#main/rules/sampleCaller';
import { ok } from '#main/util/result';
import type { HandlersOf } from '../requestHandler';

export function createProfileHandlers(profiles: ProfileDesk): HandlersOf<'profiles'> {
  return {
    'profiles:list': {
      schema: z.null(),
      run: async () => ok(await profiles.list()),
    },
    'profiles:save': {
      // The fields are checked by the store, which can say what is wrong with each.
      schema: z.strictObject({ profile: z.record(z.string(), z.unknown()) }),
      run: ({ profile }) => profiles.save(profile),
    },
    'profiles:tryLookUp': {
      schema: z.strictObject({ profile: z.record(z.string(), z.unknown()), caller: sampleCaller }),
      run: (trial) => profiles.tryLookUp(trial),
    },
    'profiles:tryTool': {
      schema: z.strictObject({
        profile: z.record(z.string(), z.unknown()),
        index: z.int().min(0),
        args: z.record(z.string(), z.unknown()),
        caller: sampleCaller,
      }),
      run: (trial) => profiles.tryTool(trial),
    },
    'profiles:versions': {
      schema: z.strictObject({ id: profileId }),
      run: async ({ id }) => ok(await profiles.versions(id)),
    },
    'profiles:restore': {
      schema: z.strictObject({ id: profileId, number: z.int().min(1) }),
      run: ({ id, number }) => profiles.restore(id, number),
    },
    'profiles:remove': {
      schema: z.strictObject({ id: profileId }),
      run: ({ id }) => profiles.remove(id),
    },
  };
}
