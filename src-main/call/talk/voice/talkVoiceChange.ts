import type { VoiceAgent } from '#main/agent/voiceAgent';
import type { Log } from '#main/observability/log';
import { phrase } from '#model/phrases/phrase';
import type { LiveCall } from '../../liveCall';
import type { Floor } from '../floor';
import type { TalkRecord } from '../record/talkRecord';
import { VoiceChange } from './voiceChange';

export type TalkVoiceChangeOptions = {
  readonly floor: Floor;
  readonly record: TalkRecord;
  readonly liveCall: LiveCall;
  readonly agent: () => VoiceAgent;
  readonly log: Log;
};

/**
 * The voice changes of one talk: when they may happen, and what call, transcript and log show of
 * them.
 */
export function createTalkVoiceChange({
  floor,
  record,
  liveCall,
  agent,
  log,
}: TalkVoiceChangeOptions): VoiceChange {
  return new VoiceChange({
    current: () => liveCall.call.voice,
    isConnected: () => liveCall.call.agentLink === 'ready',
    isQuiet: () => floor.turns.quiet,
    toolRuns: () => floor.turns.facts.toolsPending !== 'none',
    silence: () => {
      floor.breakAgentOff('part');
    },
    switchTo: (voice) => agent().changeVoice(voice),
    onPending: (pendingVoice) => {
      liveCall.update({ pendingVoice });
    },
    onChanged: (voice, outcome) => {
      record.metrics.voiceChanged();
      liveCall.update({ voice });
      liveCall.clearNotice('voice-change');
      record.note(phrase('note.voice-changed', { voice }));
      log.info({ voice, outcome }, 'voice changed');
    },
    onFailed: (voice, error) => {
      const { voice: kept } = liveCall.call;
      liveCall.input({ type: 'wishes', wishes: { voice: kept }, atMs: performance.now() });
      liveCall.notice(
        'voice-change',
        'warn',
        phrase('voice.not-changed', { voice, why: error.phrase }),
      );
      log.warn({ voice, error }, 'voice change failed');
    },
  });
}
