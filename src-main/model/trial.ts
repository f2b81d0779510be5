/**
 * What a call tries that nobody on a telephone makes: it runs through the whole pipeline, on a line
 * inside the program. `test`: somebody at the desk speaks as the caller. `replay`: the caller's
 * recorded audio is played from this turn of this call on.
 */
export type Trial =
  | { readonly kind: 'test' }
  | { readonly kind: 'replay'; readonly callId: string; readonly turnId: number };

/** The id of a call of the desk begins with its kind. */
export function trialCallId(kind: Trial['kind'], unique: string): string {
  return `${kind}-${unique}`;
}

/** Whether a call only plays another one again: it is nobody's call, and counts nowhere. */
export function isReplay(callId: string): boolean {
  return callId.startsWith('replay-');
}
