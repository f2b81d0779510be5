import type { Urgency, VoiceAgent } from '#main/agent/voiceAgent';
import { instructionFor } from './aboutCall';
import type { Floor } from './floor';
import { withOpening } from './lineParts';
import type { TalkRecord } from './record/talkRecord';
import type { TalkOptions } from './talkOptions';
import type { ToolCalls } from './toolCalls';

type AgentParts = {
  readonly record: TalkRecord;
  readonly floor: Floor;
  readonly tools: ToolCalls;
  /** See VoiceAgentOptions. */
  readonly unansweredMs: () => number | null;
  readonly urgency: () => Urgency;
};

/** Makes the agent of a talk. What may change during the call it asks for anew. */
export function createAgent(options: TalkOptions, parts: AgentParts): VoiceAgent {
  const { settings, agents, callId, knowledge, liveCall } = options;
  const { record, floor, tools, unansweredMs, urgency } = parts;
  const { model, tools: allowed, endpointing } = settings();
  return agents.create({
    get voice() {
      return liveCall.call.voice;
    },
    model,
    get systemInstruction() {
      const { instruction } = liveCall.value.wishes;
      return withOpening(options, instruction ?? settings().systemInstruction);
    },
    withFacts: (instruction) => instructionFor(instruction, knowledge.forAgent()),
    get language() {
      return settings().language;
    },
    tools: tools.declarations,
    googleSearch: allowed.googleSearch,
    endpointing,
    // With `confirm` the service hears the caller only once the barge-in is confirmed.
    get allowInterruption() {
      return floor.bargeIn !== 'off';
    },
    history: (from) => record.transcript.history(from),
    nextTurn: () => record.transcript.nextTurn,
    unansweredMs,
    isQuiet: () => floor.turns.quiet,
    urgency,
    callId,
  });
}
