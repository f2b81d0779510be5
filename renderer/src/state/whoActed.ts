import type { StationView } from '#model/operators';
import en from '../i18n/en/audit.json';
import { t } from '../i18n/i18n';
import { useStationStore } from './stationStore';

type ActorKind = keyof typeof en.actor;

/** Doors by which somebody comes. What is left are rules, and the program itself. */
const DOORS: readonly string[] = ['window', 'api', 'plugin'];

function kindOf(actor: string): string {
  return actor.split(':', 1)[0] ?? '';
}

/** Whoever acted, in words: `api:crm` is `crm (API)`. */
export function actorText(actor: string): string {
  const kind = kindOf(actor);
  return kind in en.actor
    ? t(`audit.actor.${kind as ActorKind}`, { name: actor.slice(kind.length + 1) })
    : actor;
}

/**
 * Who did something, where operators work at the windows; empty where none do, and for what nobody
 * did.
 */
export function whoActed(
  actor: string | undefined,
  view: StationView | null = useStationStore.getState().view,
): string {
  const areNamed = view !== null && view.station.state !== 'own';
  return areNamed && actor !== undefined && DOORS.includes(kindOf(actor)) ? actorText(actor) : '';
}

/** As `whoActed`, and followed while it changes. */
export function useWhoActed(actor: string | undefined): string {
  return useStationStore(({ view }) => whoActed(actor, view));
}
