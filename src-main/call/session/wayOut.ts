/** How the caller leaves when his call ends on our side. */
import { done, type Result } from '#main/util/result';
import type { ProfileFallback } from '#model/profile';
import type { CallLeg } from '../callLeg';

/**
 * `gone`: he has left already. `fallback`: to this extension, or, null, to the fallback of the
 * dialplan.
 */
export type WayOut =
  | { readonly kind: 'gone' }
  | { readonly kind: 'hang-up' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'fallback'; readonly extension: string | null };

/** He has left by himself, or has been sent on. */
export const GONE: WayOut = { kind: 'gone' };
/** He is hung up. */
export const HANG_UP: WayOut = { kind: 'hang-up' };
/** He hears busy; for a call that was not answered. */
export const BUSY: WayOut = { kind: 'busy' };
/** The dialplan's own fallback. */
export const ANNOUNCEMENT: WayOut = { kind: 'fallback', extension: null };

/** Where a profile sends the callers it cannot serve. */
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

/** Lets the caller go. Fails when Asterisk did not take it; the leg goes on trying. */
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
