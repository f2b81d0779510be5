import { create } from 'zustand';
import type { CordboardApi } from '#contract/api';
import type { StationView } from '#model/operators';
import { type RoleAction, roleRefusal } from '#model/roles';
import { request } from '../bridge/bridge';
import { inWords } from '../i18n/inWords';

type StationStore = {
  /** Who works at the windows; null until it is known. */
  readonly view: StationView | null;
};

export const useStationStore = create<StationStore>()(() => ({ view: null }));

/** A person who works is noticed this often at most, ms. */
const TOUCH_MS = 5_000;

const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/**
 * Whether a person did it. Chromium says that a pointer has moved, too, when what lies under one
 * that rests has moved (UI Events, "mousemove"): over a live list nobody would ever be away.
 */
function isOfPerson(event: Event, last: { x: number; y: number }): boolean {
  if (event.type !== 'pointermove' || !(event instanceof MouseEvent)) {
    return true;
  }
  const hasMoved = event.screenX !== last.x || event.screenY !== last.y;
  last.x = event.screenX;
  last.y = event.screenY;
  return hasMoved;
}

/** Whether nobody may act at the windows. */
export function isLocked({ view }: StationStore): boolean {
  return view?.station.state === 'locked';
}

/** Who works here, as a call names its listeners; empty when nobody does. */
export function ownName({ view }: StationStore): string {
  return view === null || view.station.state === 'locked'
    ? ''
    : `window:${view.station.operator.name}`;
}

/** Why the role of who works here does not allow something, in words; empty when it does. */
export function roleReason(action: RoleAction, view = useStationStore.getState().view): string {
  if (view === null || view.station.state === 'locked') {
    return '';
  }
  const { operator } = view.station;
  const refusal = roleRefusal(action, operator.role, view.viewersMayListen);
  return refusal === null ? '' : inWords(refusal);
}

/** As `roleReason`, and followed while it changes. */
export function useRoleReason(action: RoleAction): string {
  return useStationStore(({ view }) => roleReason(action, view));
}

/** Follows who works here, and says when a person touches the window; the result stops. */
export function startStation(api: CordboardApi): () => void {
  const show = (view: StationView): void => {
    useStationStore.setState({ view });
  };
  const stop = api.onStationChanged(show);
  void request('station:view', null).then((answer) => {
    if (answer.ok) {
      show(answer.value);
    }
  });
  let toldMs = Number.NEGATIVE_INFINITY;
  const last = { x: Number.NaN, y: Number.NaN };
  const touched = (event: Event): void => {
    if (isOfPerson(event, last) && performance.now() - toldMs >= TOUCH_MS) {
      toldMs = performance.now();
      void request('station:touch', null);
    }
  };
  for (const type of TOUCHES) {
    window.addEventListener(type, touched, { capture: true, passive: true });
  }
  return () => {
    stop();
    for (const type of TOUCHES) {
      window.removeEventListener(type, touched, { capture: true });
    }
  };
}
