import type { Station } from '#main/desk/station';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { RequestName } from '../contract/requests';
import type { RequestHandlers } from './requestHandler';

/** What a page needs to show a locked station, with the personal data taken out. */
const WHILE_LOCKED: ReadonlySet<RequestName> = new Set<RequestName>([
  'app:snapshot',
  'app:info',
  'app:language',
  'app:chooseLanguage',
  'app:theme',
  'app:muteAlerts',
  // To go on is everybody's to say; the desk refuses the rest.
  'app:answerQuit',
  'levels:open',
  'history:health',
  'station:view',
  'station:signIn',
  'station:lock',
  'windows:close',
]);

/** The same handlers; while the station is locked, they refuse all but the requests above. */
export function lockedHandlers(
  handlers: RequestHandlers,
  station: Pick<Station, 'state'>,
): RequestHandlers {
  const guarded = Object.entries(handlers).map(([name, handler]) => {
    const run = (...request: readonly unknown[]) =>
      station.state.state === 'locked' && !WHILE_LOCKED.has(name as RequestName)
        ? Promise.resolve(fail(cordboardError('refused', phrase('operator.locked'))))
        : (handler.run as (...request: readonly unknown[]) => unknown)(...request);
    return [name, { ...handler, run }] as const;
  });
  // The names and forms are those of `handlers`; the compiler does not follow the loop.
  return Object.fromEntries(guarded) as unknown as RequestHandlers;
}
