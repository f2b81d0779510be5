/** Calls and their turns as plain data, for tests. */
import type { CallAlert } from '#model/alert';
import type { Call, CallNotice } from '#model/call';
import { EMPTY_METRICS } from '#model/metrics';
import { phrase } from '#model/phrases/phrase';
import type { Turn } from '#model/transcript';

/** A live call with the given parts changed. */
export function callWith(change: Partial<Call> = {}): Call {
  return {
    id: 'call-1',
    meterId: 1,
    callerNumber: '+12025550100',
    callerName: 'Ana',
    dialedNumber: '1000',
    direction: 'inbound',
    profileId: 'default',
    profileName: 'Default',
    model: 'gemini-live',
    hasAgent: true,
    demo: false,
    trial: null,
    state: 'live',
    endReason: null,
    startedAt: 1_000,
    answeredAt: 1_100,
    endedAt: null,
    agentState: 'listening',
    agentLink: 'ready',
    callerSpeaking: false,
    quietSince: null,
    voice: 'Puck',
    pendingVoice: null,
    pendingModel: null,
    transport: 'websocket-dial',
    bargeIn: 'immediate',
    heldBy: null,
    callerMuted: false,
    agentMuted: false,
    agentPaused: false,
    sentenceHeld: false,
    floor: 'agent',
    listeners: [],
    speaker: null,
    music: false,
    recording: 'off',
    disclosure: 'none',
    lookUp: null,
    consultation: null,
    questions: [],
    nudges: [],
    notices: [],
    alerts: [],
    metrics: EMPTY_METRICS,
    ...change,
  };
}

/** A final turn of the caller with the given parts changed. */
export function turnWith(change: Partial<Turn> = {}): Turn {
  return {
    id: 0,
    speaker: 'caller',
    status: 'final',
    text: 'Good morning.',
    note: null,
    heardChars: null,
    startMs: 1200,
    endMs: 2600,
    timeToFirstAudioMs: null,
    ...change,
  };
}

/** A notice whose words are these. */
export function noticeWith(text: string, change: Partial<CallNotice> = {}): CallNotice {
  return {
    kind: 'media',
    severity: 'warn',
    phrase: phrase('text', { text }),
    message: text,
    at: 1,
    ...change,
  };
}

/** An alert whose words are these. */
export function alertWith(text: string, change: Partial<CallAlert> = {}): CallAlert {
  return {
    id: 'media@1',
    signal: 'media',
    topic: '',
    severity: 'warn',
    phrase: phrase('text', { text }),
    message: text,
    since: change.at ?? 1,
    at: 1,
    turnId: null,
    over: null,
    acknowledged: null,
    sound: true,
    ...change,
  };
}
