/**
 * Why a call ended. `agent-ended`: the agent used its tool end_call. `transferred`: the caller was
 * connected to somebody else, or goes on in the dialplan. `moved`: another program, or a transfer
 * by phone, took the caller out of the call; they go on in Asterisk. `not-answered`: the called
 * party of an outgoing call did not answer, was busy or could not be reached. `rang-out`: nobody
 * answered the caller within RING_LIMIT. `voicemail`: a mailbox answered our call. `caller-silent`:
 * the caller said nothing for too long (watchdog).
 */
export const END_REASONS = [
  'caller-hung-up',
  'supervisor-hung-up',
  'declined',
  'agent-ended',
  'transferred',
  'moved',
  'not-answered',
  'rang-out',
  'voicemail',
  'caller-silent',
  'agent-unavailable',
  'media-failed',
  'setup-failed',
  'asterisk-lost',
  'max-duration',
  'shutdown',
] as const;

export type EndReason = (typeof END_REASONS)[number];
