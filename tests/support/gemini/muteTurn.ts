import type { MuteTurn } from './standInKnobs';

/**
 * What the service sends in place of a spoken turn, as it was observed (Gemini Live API,
 * `TurnCompleteReason`).
 */
export function muteTurnMessages(turn: MuteTurn, text: string): readonly object[] {
  switch (turn) {
    case 'rejected':
      return [{ serverContent: { turnComplete: true, turnCompleteReason: 'RESPONSE_REJECTED' } }];
    case 'text-only':
      return [
        { serverContent: { modelTurn: { role: 'model', parts: [{ text }] } } },
        { serverContent: { generationComplete: true } },
        { serverContent: { turnComplete: true } },
      ];
    case 'empty':
      return [{ serverContent: { turnComplete: true } }];
    case 'needs-input':
      return [{ serverContent: { turnComplete: true, turnCompleteReason: 'NEED_MORE_INPUT' } }];
  }
}
