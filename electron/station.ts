import type { Station } from '#main/desk/station';
import type { StationState } from '#model/operators';
import { COMMAND_CHANNEL, STATION_CHANNEL } from './contract/channels';

type Pages = {
  send(channel: string, payload: unknown): void;
  pauseAll(): void;
  reloadAll(): void;
};

/**
 * Keeps the pages in step with who works at them. A page that is locked, or handed to another
 * person, is loaded anew, so that nothing of what it held is left. What is heard and
 * spoken on it ends.
 */
export function followStation(
  station: Pick<Station, 'state' | 'onChanged'>,
  pages: Pages,
  lines: { close(): void },
): void {
  let before = placeOf(station.state);
  station.onChanged((view) => {
    const now = placeOf(view.station);
    if (now === before) {
      pages.send(STATION_CHANNEL, view);
      return;
    }
    before = now;
    lines.close();
    pages.pauseAll();
    pages.reloadAll();
  });
}

/** The window's own command to lock. */
const LOCK_COMMAND = 'window.lock';

/**
 * Locks, whatever a page does meanwhile. When that is refused, the window in front asks for it in
 * its turn: it can say why not.
 */
export function lockNow(station: Pick<Station, 'lock'>, front: Pick<Pages, 'send'> | null): void {
  if (!station.lock().ok) {
    front?.send(COMMAND_CHANNEL, LOCK_COMMAND);
  }
}

/** What of the state a page is made for: nobody, or one person in their role. */
function placeOf(state: StationState): string {
  return state.state === 'locked' ? 'locked' : `${state.operator.role} ${state.operator.name}`;
}
