/** What the agent says, led to turns, audio, transcript and figures of its call. */
import type { ToolCall, VoiceAgentHandlers } from '../../agent/voiceAgent';
import type { AgentLink } from '../../model/call';
import type { TranscriptLog } from '../../transcript/transcriptLog';
import type { CordboardError } from '../../util/errors';
import type { AudioPath } from './audioPath';
import type { CallMetricsCollector } from './callMetrics';
import type { TurnController } from './turnController';

/** Where the agent's words go. */
export type AgentSinks = {
  readonly turns: TurnController;
  readonly audio: AudioPath;
  readonly transcript: TranscriptLog;
  readonly metrics: CallMetricsCollector;
  /** Ms since the call came. */
  readonly now: () => number;
  /** Onset of the caller's current or last speech, ms since the call came. */
  readonly callerOnsetMs: () => number;
  readonly onTurnComplete: () => void;
  readonly onToolCalls: (calls: readonly ToolCall[]) => void;
  readonly onToolCallsCancelled: (ids: readonly string[]) => void;
  readonly onLink: (link: AgentLink, error: CordboardError | null) => void;
};

/** Handlers for the agent of one call. */
export function createAgentHandlers(sinks: AgentSinks): VoiceAgentHandlers {
  const { turns, audio, transcript, metrics, now } = sinks;
  return {
    onAudio: (pcm24k) => {
      if (turns.agentAudio(performance.now())) {
        audio.play(pcm24k);
      }
    },
    onCallerText: (text) => {
      transcript.callerText(text, sinks.callerOnsetMs());
    },
    onAgentText: (text) => {
      if (!turns.discarding) {
        transcript.agentText(text, now());
      }
    },
    onInterrupted: () => {
      turns.serviceInterrupted(performance.now());
      // Nothing more comes of this turn; what is not flushed is played to its end.
      audio.endTurn();
    },
    onGenerationComplete: () => {
      audio.endTurn();
      turns.generationComplete();
    },
    onTurnComplete: () => {
      audio.endTurn();
      transcript.finishCaller(now());
      transcript.agentTurnComplete();
      turns.turnComplete();
      sinks.onTurnComplete();
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
      // What came of a turn before the link broke is still played; its last, incomplete frame must not wait for more.
      if (link !== 'ready') {
        audio.endTurn();
        transcript.agentTurnComplete();
      }
      sinks.onLink(link, error);
    },
    onReconnected: () => {
      metrics.agentReconnected();
    },
  };
}
