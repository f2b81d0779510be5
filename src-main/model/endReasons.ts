import type { EndReason } from './call';

/** All reasons a call ends for: a new one that is missing here does not compile. */
export const END_REASONS = Object.keys({
  'caller-hung-up': 0,
  'supervisor-hung-up': 0,
  declined: 0,
  'agent-ended': 0,
  transferred: 0,
  'not-answered': 0,
  'caller-silent': 0,
  'agent-unavailable': 0,
  'media-failed': 0,
  'setup-failed': 0,
  'asterisk-lost': 0,
  'max-duration': 0,
  shutdown: 0,
} satisfies Record<EndReason, 0>) as readonly EndReason[];
