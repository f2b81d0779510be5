import { firstNewTurn } from '#main/transcript/transcriptLog';
import type { Floor } from '../floor';
import type { TalkRecord } from '../record/talkRecord';
import type { TalkOptions } from '../talkOptions';
import type { TalkTimer } from '../talkTimer';
import { Nudges } from './nudges';

/** What the rules of a talk are made of. Its other parts come later: the record tells of turns. */
export type NudgeParts = Pick<
  TalkOptions,
  'liveCall' | 'settings' | 'before' | 'firstTurn' | 'command' | 'onRuleDeed'
> & {
  readonly timer: TalkTimer;
  readonly floor: () => Floor;
  readonly record: () => TalkRecord;
};

/** Makes the rules of a talk, as its profile has them when the call comes. */
export function createNudges(parts: NudgeParts): Nudges {
  const { liveCall, settings, before = [], firstTurn, floor, record } = parts;
  return new Nudges({
    ...parts,
    rules: settings().rules,
    heard: () => ({
      reach: floor().reach,
      callerSpeaks: liveCall.call.callerSpeaking,
      agentSpeaks: floor().turns.state === 'speaking',
    }),
    firstTurn: firstNewTurn(before, firstTurn),
    now: () => record().now(),
    note: (said) => {
      record().note(said);
    },
    onDeed: parts.onRuleDeed,
  });
}
