/** How the caller leaves when their call ends on our side. */
import { done, type Result } from '#main/util/result';
import type { ProfileFallback } from '#model/profile';
import type { CallLeg } from '../callLeg';

/**
 * `gone`: the caller has left already. `fallback`: to this extension, or, with null, to the
 * dialplan's fallback.
 */
export type WayOut =
  | { readonly kind: 'gone' }
  | { readonly kind: 'hang-up' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'fallback'; readonly extension: string | null };

/** The caller has hung up, or has been sent on. */
export const GONE: WayOut = { kind: 'gone' };
export const HANG_UP: WayOut = { kind: 'hang-up' };
/** The caller hears busy; for a call that was not answered. */
export const BUSY: WayOut = { kind: 'busy' };
/** The dialplan's own fallback. */
export const ANNOUNCEMENT: WayOut = { kind: 'fallback', extension: null };

/** Where a profile sends callers that the agent cannot serve. */
export function wayOutOf(fallback: ProfileFallback): WayOut {
  switch (fallback.kind) {
    case 'announce':
      return ANNOUNCEMENT;
    case 'transfer':
    case 'voicemail':
      return { kind: 'fallback', extension: fallback.extension };
    case 'hang-up':
      return HANG_UP;
  }
}

/** Lets the caller go. Fails if Asterisk does not accept it; the leg then goes on trying. */
export function letGo(leg: CallLeg, way: WayOut): Promise<Result<void>> {
  switch (way.kind) {
    case 'gone':
      return Promise.resolve(done);
    case 'fallback':
      return leg.sendToFallback(way.extension);
    case 'busy':
      return leg.hangUp('busy');
    case 'hang-up':
      return leg.hangUp('normal');
  }
}
