/** The places of the dialplan that callers are sent to (asterisk-config/extensions.conf). */
import type { AriGateway } from '#main/ari/gateway';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

/** A place in the dialplan. */
export type DialplanPlace = {
  readonly context: string;
  readonly extension: string;
  readonly priority: number;
};

/**
 * Extension of TRANSFER_CONTEXT that connects a channel with the channel named in JOIN_VARIABLE. It
 * is of no use to anybody else.
 */
export const JOIN_EXTENSION = 'join';
export const JOIN_VARIABLE = 'CORDBOARD_JOIN';

/**
 * Whether the dialplan has the place, as this channel sees it. Without an answer it counts as
 * there.
 */
export async function hasPlace(
  gateway: Pick<AriGateway, 'getVariable'>,
  channelId: string,
  { context, extension, priority }: DialplanPlace,
): Promise<boolean> {
  const place = `${context},${extension},${priority}`;
  const exists = await gateway.getVariable(channelId, `DIALPLAN_EXISTS(${place})`);
  return !exists.ok || exists.value !== '0';
}

/** Fails with `invalid-input` if the extension is one that nobody can be sent to. */
export function checkReserved(extension: string): Result<void> {
  return extension === JOIN_EXTENSION
    ? fail(cordboardError('invalid-input', phrase('transfer.reserved', { extension })))
    : done;
}
