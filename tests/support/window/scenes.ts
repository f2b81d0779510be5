/** Ready-made situations of the window, for pictures and measurements. */
import { maskedSnapshot } from '#main/desk/masking';
import type { Call } from '#model/call';
import type { ConsoleSnapshot } from '#model/events';
import { phrase } from '#model/phrases/phrase';
import type { Transcript } from '#model/transcript';
import { anApproval, aQuestion } from '../questions';
import { aCall, aComponent, aHealth, aNotice, withAlerts } from './callFixtures';
import { statesAt, turnsAt } from './madeUpTalk';

/** A situation: the first snapshot of the main process, and how far into the talk each call is. */
export type Scene = {
  readonly snapshot: ConsoleSnapshot;
  /** Ms into the talk of each live call by id; calls that are absent stand still. */
  readonly talkMs: Readonly<Record<string, number>>;
  /** The main process does not answer yet. */
  readonly loading?: true;
};

const NAMES = ['Marta Ruiz', '', 'J. Okafor', '', '', 'Dr. Lindqvist', '', 'Reception', ''];
const VOICES = ['Kore', 'Puck', 'Aoede', 'Zephyr', 'Leda', 'Charon'] as const;

function callNumber(index: number): Call {
  const talkMs = 5_000 + ((index * 7919) % 60_000);
  const startedAt = Date.now() - 8000 - ((index * 48_611) % 900_000);
  return aCall({
    id: `call-${index}`,
    meterId: index + 1,
    callerNumber:
      index % 11 === 4
        ? ''
        : `+34 6${String(10_000_000 + index * 137_911).replace(/(\d{2})(\d{3})(\d{3})/, '$1 $2 $3')}`,
    callerName: NAMES[index % NAMES.length] ?? '',
    demo: true,
    trial: null,
    transport: 'simulated',
    voice: VOICES[index % VOICES.length] ?? 'Kore',
    startedAt,
    answeredAt: startedAt,
    ...statesAt(talkMs),
    metrics: {
      ...aCall().metrics,
      lastTimeToFirstAudioMs: 640 + ((index * 53) % 400),
      medianTimeToFirstAudioMs: 710,
      bargeIns: 2,
      lastBargeInReactionMs: 84,
      framesIn: 9600,
      framesOut: 5120,
      framesLate: 3,
      tokens: {
        promptTokens: 18_240,
        promptAudioTokens: 16_000,
        responseTokens: 2315,
        responseAudioTokens: 2200,
        thoughtsTokens: 0,
      },
      costEstimateUsd: 0.0834,
    },
  });
}

function special(calls: Call[]): Call[] {
  const patches: Record<number, Partial<Call>> = {
    1: {
      state: 'ringing',
      answeredAt: null,
      startedAt: Date.now() - 9000,
      agentLink: 'connecting',
      agentState: 'idle',
      callerSpeaking: false,
    },
    2: { pendingVoice: 'Sulafat', agentLink: 'switching-voice' },
    3: {
      agentLink: 'resuming',
      notices: [
        aNotice({
          kind: 'agent-link',
          severity: 'warn',
          phrase: phrase('agent.resuming'),
        }),
      ],
    },
    4: { state: 'held', callerSpeaking: false, agentState: 'idle' },
    5: {
      notices: [
        aNotice({
          kind: 'media',
          severity: 'danger',
          phrase: phrase('media.lost'),
        }),
      ],
      agentLink: 'failed',
    },
    6: { state: 'ended', endReason: 'caller-hung-up', endedAt: Date.now() - 1000 },
  };
  return calls.map((call, index) => withAlerts({ ...call, ...patches[index] }));
}

function withCalls(
  calls: readonly Call[],
  health = aHealth({
    mode: 'demo',
    asterisk: aComponent({ state: 'off' }),
    gemini: aComponent({ state: 'off' }),
  }),
): Scene {
  const talkMs: Record<string, number> = {};
  const transcripts: Record<string, Transcript> = {};
  for (const [index, call] of calls.entries()) {
    const at = 5000 + ((index * 7919) % 60_000);
    transcripts[call.id] = call.state === 'ringing' ? [] : turnsAt(at);
    if (call.state === 'live') {
      talkMs[call.id] = at;
    }
  }
  return { snapshot: { revision: 1, health, calls, transcripts }, talkMs };
}

const numbered = (count: number): Call[] =>
  Array.from({ length: count }, (_, index) => callNumber(index));

const missing = aComponent({
  state: 'missing',
  phrase: phrase('asterisk.not-configured'),
});

const JOINING = { target: '2001', state: 'joining' } as const;

/** All situations by name. */
export const SCENES: Readonly<Record<string, () => Scene>> = {
  busy: () => withCalls(special(numbered(14))),
  hundred: () => withCalls(numbered(100)),
  'five-hundred': () => withCalls(numbered(500)),
  asking: () =>
    withCalls(
      numbered(6).map((call, index) =>
        index === 0
          ? {
              ...call,
              agentState: 'thinking',
              callerSpeaking: false,
              questions: [
                aQuestion({ askedAt: Date.now() - 12_000, deadline: Date.now() + 48_000 }),
                anApproval({ askedAt: Date.now() - 4_000, deadline: Date.now() + 56_000 }),
              ],
            }
          : call,
      ),
    ),
  two: () => withCalls(numbered(2)),
  'empty-demo': () => withCalls([]),
  'empty-live': () => withCalls([], aHealth()),
  loading: () => ({ ...withCalls([]), loading: true }),
  locked: () => {
    const scene = withCalls(special(numbered(14)));
    return { ...scene, snapshot: maskedSnapshot(scene.snapshot, 'all') };
  },
  missing: () => withCalls([], aHealth({ asterisk: missing })),
  connecting: () => withCalls([], aHealth({ asterisk: aComponent({ state: 'connecting' }) })),
  overloaded: () =>
    withCalls(
      numbered(12).map((call, index) =>
        index === 0
          ? { ...call, state: 'held', heldBy: 'supervisor', consultation: JOINING }
          : call,
      ),
      aHealth({
        capacity: aComponent({
          state: 'strained',
          phrase: phrase('capacity.overloaded', { calls: 12 }),
        }),
      }),
    ),
  reconnecting: () =>
    withCalls(
      numbered(5).map((call) => ({ ...call, demo: false, transport: 'websocket-dial' as const })),
      aHealth({
        asterisk: aComponent({
          state: 'reconnecting',
          since: Date.now() - 12_000,
          phrase: phrase('ari.nothing-listens', { url: 'http://localhost:8088/ari' }),
        }),
        gemini: aComponent({
          state: 'failed',
          phrase: phrase('gemini.access-refused', { status: 401 }),
        }),
      }),
    ),
};
