import type { Turn } from '#model/transcript';
import type { LiveCall } from '../../liveCall';
import { modelOf } from '../talkAgent';
import type { TalkOptions } from '../talkOptions';
import { TalkRecord } from './talkRecord';

/** The record of a talk. `onTurn`: a turn is new or has grown. */
export function createTalkRecord(
  options: TalkOptions,
  liveCall: LiveCall,
  onTurn: (turn: Turn) => void,
): TalkRecord {
  return new TalkRecord({
    ...options,
    before: options.before ?? [],
    onTurn: (callId, turn) => {
      options.onTurn(callId, turn);
      onTurn(turn);
    },
    model: () => modelOf(liveCall, options),
    logTimes: () => options.settings().logTimes,
  });
}
