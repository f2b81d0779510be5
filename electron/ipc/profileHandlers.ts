import type { ProfileStore } from '#main/config/profiles/profileStore';
import type { Log } from '#main/observability/log';
import type { AuditTrail } from '../history/auditTrail';
import { failure, success, toNullResult } from './requestResults';
import type { RequestHandlers } from './validatedIpc';

/** What the requests about profiles are answered with. */
export type ProfileHandlerParts = {
  readonly profiles: Pick<ProfileStore, 'list' | 'save' | 'remove'>;
  readonly audit: AuditTrail;
  readonly log: Log;
};

/** The handlers for profiles. */
export type ProfileHandlers = Pick<
  RequestHandlers,
  Extract<keyof RequestHandlers, `profiles:${string}`>
>;

/** One handler for each request about profiles. */
export function createProfileHandlers(parts: ProfileHandlerParts): ProfileHandlers {
  const { profiles, audit, log } = parts;
  return {
    'profiles:list': () => Promise.resolve(success(profiles.list)),
    'profiles:save': async ({ profile }) => {
      const result = await profiles.save(profile);
      if (!result.ok && result.error.problems.length > 0) {
        return success({ state: 'invalid', problems: result.error.problems });
      }
      const params = { profile: result.ok ? result.value.id : String(profile['id']).slice(0, 40) };
      log.info({ ...params, saved: result.ok }, 'profile saved in the window');
      const error = result.ok ? null : result.error;
      audit({ action: 'profile.save', callId: null, params, error });
      return result.ok ? success({ state: 'saved', profile: result.value }) : failure(result.error);
    },
    'profiles:remove': async ({ id }) => {
      const result = await profiles.remove(id);
      log.info({ profile: id, removed: result.ok }, 'profile removed in the window');
      const error = result.ok ? null : result.error;
      audit({ action: 'profile.remove', callId: null, params: { profile: id }, error });
      return toNullResult(result);
    },
  };
}
