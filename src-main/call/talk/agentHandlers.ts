/** Passes the agent's events on to turns, audio, transcript and figures of its call. */
import type { AgentTurn, VoiceAgentHandlers } from '#main/agent/voiceAgent';
import type { AudioPath } from './audio/audioPath';
import type { TalkMachine } from './machine/talkMachine';
import type { TalkRecord } from './record/talkRecord';

/** Receivers of the agent's events. */
export type AgentSinks = Pick<
  VoiceAgentHandlers,
  'onLink' | 'onToolCalls' | 'onToolCallsCancelled'
> & {
  readonly turns: TalkMachine;
  readonly audio: AudioPath;
  readonly record: TalkRecord;
  /** Onset of the caller's current or last speech, ms since the call came. */
  readonly callerOnsetMs: () => number;
  /** Whether the caller may hear the agent; otherwise the agent's audio and text are dropped. */
  readonly mayAgentSpeak: () => boolean;
  /** The transcript got words of the caller. */
  readonly onCallerWords: () => void;
  /** The service has stopped the agent. Called before anything else is done about it. */
  readonly onServiceInterrupts: () => void;
};

function turnCompleted({ turns, audio, record }: AgentSinks, turn: AgentTurn): void {
  const { transcript } = record;
  audio.endTurn();
  if (turn.end === 'goes-on') {
    transcript.agentPartComplete();
  } else {
    transcript.agentTurnComplete();
  }
  turns.turnComplete(turn, performance.now());
  // An unanswered turn stays open: it may be repeated to another session.
  if (turns.unansweredSinceMs === null) {
    transcript.finishCaller(record.now());
  }
}

/** Handlers for the agent of one call. */
export function createAgentHandlers(sinks: AgentSinks): VoiceAgentHandlers {
  const { turns, audio, record } = sinks;
  const { transcript, metrics } = record;
  return {
    onAudio: (pcm24k) => {
      if (sinks.mayAgentSpeak() && turns.agentAudio(performance.now())) {
        audio.play(pcm24k);
      }
    },
    onCallerText: (text) => {
      transcript.callerText(text, sinks.callerOnsetMs(), record.now());
      turns.callerWords(performance.now());
      sinks.onCallerWords();
    },
    onAgentText: (text) => {
      if (sinks.mayAgentSpeak() && !turns.discarding) {
        transcript.agentText(text, record.now());
      }
    },
    onInterrupted: () => {
      sinks.onServiceInterrupts();
      turns.serviceInterrupted(performance.now());
      // The turn gets no more audio; what is not flushed is played to its end.
      audio.endTurn();
    },
    onGenerationComplete: () => {
      audio.endTurn();
      turns.generationComplete(performance.now());
    },
    onTurnComplete: (turn) => {
      turnCompleted(sinks, turn);
    },
    onToolCalls: (calls) => {
      sinks.onToolCalls(calls);
    },
    onToolCallsCancelled: (ids) => {
      sinks.onToolCallsCancelled(ids);
    },
    onUsage: (usage) => {
      metrics.usage(usage);
    },
    onLink: (link, error) => {
      // Audio that came before the link broke is still played; its last, incomplete frame must not
      // wait for more.
      if (link !== 'ready') {
        audio.endTurn();
        transcript.agentTurnComplete();
      }
      sinks.onLink(link, error);
    },
    onReconnected: (_outcome, cause) => {
      metrics.agentReconnected(cause);
    },
  };
}
