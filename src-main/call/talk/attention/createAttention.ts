import { firstNewTurn } from '#main/transcript/transcriptLog';
import type { CallMetrics } from '#model/metrics';
import type { Floor } from '../floor';
import type { Opening } from '../opening';
import type { TalkOptions } from '../talkOptions';
import type { TalkTimer } from '../talkTimer';
import { Attention } from './attention';

/** What the attention of a talk is made of. Its other parts come later. */
export type AttentionParts = Pick<
  TalkOptions,
  'liveCall' | 'settings' | 'before' | 'firstTurn' | 'attention'
> & {
  readonly timer: TalkTimer;
  readonly floor: () => Floor;
  readonly opening: () => Opening;
  readonly metrics: () => CallMetrics;
};

export function createAttention(parts: AttentionParts): Attention {
  const { liveCall, settings, before = [], firstTurn, attention, timer } = parts;
  const { floor, opening, metrics } = parts;
  return new Attention({
    liveCall,
    timer,
    now: () => ({
      reach: floor().reach,
      callerSpeaks: liveCall.call.callerSpeaking,
      agentState: floor().turns.state,
      openingDue: opening().isAwaited,
    }),
    metrics,
    speech: (from) => floor().audio.meter.callerSpeech(from),
    rules: attention.rules,
    normal: () => attention.normalOf(liveCall.call.profileId),
    language: () => settings().language,
    firstTurn: firstNewTurn(before, firstTurn),
  });
}
