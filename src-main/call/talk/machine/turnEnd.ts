/** What the end of a turn means: how the service ended it, by what was open then. */
import type { MuteReason } from '#model/metrics';
import type { EndedTurn } from './agentTurn';
import { hasAsked, isOwed, type Question, unansweredSpeech } from './exchange';
import { muteReasonOf } from './muteTurns';
import { type TalkState, unansweredSince } from './talkState';

export type TurnEnd =
  /** Somebody is left without an answer. */
  | { readonly is: 'mute'; readonly reason: MuteReason }
  /** The detector here has cut it for a caller of whom the service has heard nothing. */
  | { readonly is: 'cut-in-vain'; readonly question: Question }
  /** It was empty, and of the caller there are no words yet: they may have said nothing. */
  | { readonly is: 'unheard' }
  /** The agent has heard what the caller said, and wants to hear more. */
  | { readonly is: 'waiting' }
  /** What its tools bring is the answer to the caller. */
  | { readonly is: 'left-to-tools' }
  /** What is open goes on as it is. */
  | { readonly is: 'in-order' };

const IN_ORDER: TurnEnd = { is: 'in-order' };

/** What the end of a turn means in a talk whose caller does not speak. */
export function meaningOf({ turn, was }: EndedTurn, talk: TalkState): TurnEnd {
  const reason = muteReasonOf(turn, { answer: isAwaited(talk), result: talk.result });
  if (reason !== null) {
    return { is: 'mute', reason };
  }
  const { exchange, wordsMs } = talk;
  if (!hasAsked(exchange)) {
    return IN_ORDER;
  }
  if (was.phase === 'discarding') {
    const question = unansweredSpeech(exchange);
    const unproven = was.unprovenMs !== null && wordsMs < was.unprovenMs;
    return question !== null && unproven && turn.end === 'complete'
      ? { is: 'cut-in-vain', question }
      : IN_ORDER;
  }
  if (turn.end === 'waits') {
    return { is: 'waiting' };
  }
  if (turn.end !== 'complete') {
    return IN_ORDER;
  }
  if (turn.toolCalls > 0) {
    return { is: 'left-to-tools' };
  }
  return turn.audioBytes === 0 ? { is: 'unheard' } : IN_ORDER;
}

/**
 * Whether somebody waits for an answer that the service knows of. What only the detector here has
 * heard of the caller may be no speech at all. If it was, their words come late, or `AnswerWait`
 * takes care of it.
 */
function isAwaited(talk: TalkState): boolean {
  const sinceMs = unansweredSince(talk);
  return sinceMs === null ? isOwed(talk.exchange) : talk.wordsMs >= sinceMs;
}
