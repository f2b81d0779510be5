/** Turns the party of an outgoing call into a dialling request for Asterisk. */
import type { CalledParty, CallerInfo } from '#main/call/callLeg';
import { NUMBER_PLACE } from '#main/config/settings/definitions/calls';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import type { CallId } from '#model/call';
import { DIALLED_TARGET } from '#model/commands';
import { MAX_TARGET_CHARS } from '#model/limits';
import { phrase } from '#model/phrases/phrase';
import { checkReserved } from './dialplan';
import type { LegSettings } from './incomingLeg';
import type { Dialling } from './outgoingLeg';

/** Settings of legs and of outgoing calls. */
export type OutgoingSettings = LegSettings & {
  /**
   * Caller ID that the called party sees; empty: as configured in Asterisk (OUTBOUND_CALLER_ID).
   */
  readonly callerId: string;
  /** OUTBOUND_RING_TIME. */
  readonly ringMs: number;
};

/**
 * The dialling request for this party. Fails with `invalid-input` if the number or extension cannot
 * be dialled.
 */
export function diallingOf(party: CalledParty, settings: OutgoingSettings): Result<Dialling> {
  const dialled = dialledBy(party);
  if (!DIALLED_TARGET.test(dialled)) {
    return fail(
      cordboardError('invalid-input', phrase('call.number-wrong', { max: MAX_TARGET_CHARS })),
    );
  }
  const free = party.kind === 'extension' ? checkReserved(dialled) : done;
  if (!free.ok) {
    return free;
  }
  const { callerId, ringMs } = settings;
  return ok({ endpoint: endpointOf(party, settings), callerId, ringMs, variables: {} });
}

/** The called party, as the CallerInfo of its leg. */
export function calledInfo(callId: CallId, party: CalledParty): CallerInfo {
  const dialled = dialledBy(party);
  return {
    callId,
    callerNumber: dialled,
    callerName: '',
    dialedNumber: dialled,
    demo: false,
    trial: null,
    direction: 'outbound',
    profileId: party.kind === 'number' ? party.profileId : '',
    adopted: false,
  };
}

/** `/n` keeps the Local channel in the call, and with it the channel's id. */
function endpointOf(party: CalledParty, settings: OutgoingSettings): string {
  return party.kind === 'number'
    ? settings.endpoint.replaceAll(NUMBER_PLACE, party.number)
    : `Local/${party.extension}@${settings.transferContext}/n`;
}

function dialledBy(party: CalledParty): string {
  return party.kind === 'number' ? party.number : party.extension;
}
