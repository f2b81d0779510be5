import type { Call } from '#model/call';
import { t } from '../../i18n/i18n';

/** What stands before the name of whoever came by each door. */
const WINDOW = 'window:';
const API = 'api:';

/**
 * Who listens to a call, in words. `listensHere`: this window's headset is on it, and is left out.
 */
export function listenerNames(
  { listeners }: Pick<Call, 'listeners'>,
  listensHere: boolean,
): readonly string[] {
  return listeners
    .filter((listener) => !(listensHere && listener.startsWith(WINDOW)))
    .map((listener) =>
      listener.startsWith(API)
        ? t('call.listenerByApi', { name: listener.slice(API.length) })
        : listener.slice(listener.indexOf(':') + 1),
    );
}
