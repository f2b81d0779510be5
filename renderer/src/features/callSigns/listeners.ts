import { actorName } from '#model/actorName';
import type { Call } from '#model/call';
import { t } from '../../i18n/i18n';

/** What stands before the name of whoever came by the HTTP API. */
const API = 'api:';

/** Who listens to a call besides `own` (see ownName), in words. */
export function listenerNames(
  { listeners }: Pick<Call, 'listeners'>,
  own: string,
): readonly string[] {
  return listeners
    .filter((listener) => listener !== own)
    .map((listener) =>
      listener.startsWith(API)
        ? t('call.listenerByApi', { name: actorName(listener) })
        : actorName(listener),
    );
}
