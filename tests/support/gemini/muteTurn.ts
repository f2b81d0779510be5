import type { MuteTurn } from './standInKnobs';

/**
 * What the service sends in place of a spoken turn, as it was observed (Gemini Live API,
 * `TurnCompleteReason`).
 */
export function muteTurnMessages(turn: MuteTurn, text: string): readonly object[] {
  if (typeof turn === 'object') {
    return [ended(turn.reason)];
  }
  switch (turn) {
    case 'rejected':
      return [ended('RESPONSE_REJECTED')];
    case 'text-only':
      return withoutSound({ text });
    case 'thought-only':
      return withoutSound(thoughtPart(text));
    case 'empty':
      return [{ serverContent: { turnComplete: true } }];
    case 'needs-input':
      return [ended('NEED_MORE_INPUT')];
  }
}

/** What the model thinks, and nobody is to hear. */
export function thoughtPart(text: string): object {
  return { text: `The caller wants to know: ${text}`, thought: true };
}

function ended(turnCompleteReason: string): object {
  return { serverContent: { turnComplete: true, turnCompleteReason } };
}

function withoutSound(part: object): readonly object[] {
  return [
    { serverContent: { modelTurn: { role: 'model', parts: [part] } } },
    { serverContent: { generationComplete: true } },
    { serverContent: { turnComplete: true } },
  ];
}
