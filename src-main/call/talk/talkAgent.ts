/** The voice agent of a talk: what it is told of the talk, and asks of it. */
import type { Urgency, VoiceAgent } from '#main/agent/voiceAgent';
import type { LiveCall } from '../liveCall';
import { instructionFor } from './aboutCall';
import type { Floor } from './floor';
import { withOpening } from './lineParts';
import type { TalkRecord } from './record/talkRecord';
import type { TalkOptions } from './talkOptions';
import type { ToolCalls } from './toolCalls';

export type TalkAgentParts = {
  readonly options: TalkOptions;
  readonly liveCall: LiveCall;
  readonly floor: Floor;
  readonly record: TalkRecord;
  readonly toolCalls: ToolCalls;
  /** The model that it begins with. */
  readonly model: string;
  readonly urgency: () => Urgency;
};

/** The model that the agent talks with, or is to begin with. */
export function modelOf(liveCall: LiveCall, { settings }: Pick<TalkOptions, 'settings'>): string {
  return liveCall.value.wishes.model ?? settings().model;
}

export function createTalkAgent(parts: TalkAgentParts): VoiceAgent {
  const { options, liveCall, floor, record, toolCalls, model, urgency } = parts;
  const { settings, agents, callId, knowledge } = options;
  const { tools, endpointing } = settings();
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
    tools: toolCalls.declarations,
    googleSearch: tools.googleSearch,
    endpointing,
    // With `confirm` the service hears the caller only once the barge-in is confirmed.
    get allowInterruption() {
      return floor.bargeIn !== 'off';
    },
    history: (from) => record.transcript.history(from),
    nextTurn: () => record.transcript.nextTurn,
    unansweredMs: () => {
      const sinceMs = floor.turns.unansweredSinceMs;
      return sinceMs === null ? null : performance.now() - sinceMs;
    },
    isQuiet: () => floor.turns.quiet,
    urgency,
    callId,
  });
}
