/**
 * A made-up talk between a caller and the AI, played by a clock: what both say, their levels, and
 * who is speaking.
 */
import type { AgentState, Call } from '#model/call';
import { LEVEL_FLAGS } from '#model/levels';
import type { Turn } from '#model/transcript';
import type { LevelColumn } from './levelBatch';

type Line = {
  readonly speaker: 'caller' | 'agent';
  readonly text: string;
  /** Ms from the end of the line before. */
  readonly pauseMs: number;
  /** Cut by the caller after this many characters. */
  readonly cutAfter?: number;
};

const LINES: readonly Line[] = [
  {
    speaker: 'agent',
    text: 'Hello, this is Harbour Dental. How can I help you today?',
    pauseMs: 600,
  },
  {
    speaker: 'caller',
    text: 'Hi, I have an appointment on Thursday and I need to move it.',
    pauseMs: 700,
  },
  {
    speaker: 'agent',
    text: 'Of course. I can offer you Friday at ten fifteen, or Monday in the afternoon, at three or at half past four, whichever is easier.',
    pauseMs: 640,
    cutAfter: 58,
  },
  { speaker: 'caller', text: 'Sorry, Friday is no good, I am travelling.', pauseMs: -900 },
  {
    speaker: 'agent',
    text: 'No problem. Then Monday at three or at half past four?',
    pauseMs: 1180,
  },
  {
    speaker: 'caller',
    text: 'Half past four, please. And could you send me a reminder?',
    pauseMs: 820,
  },
  {
    speaker: 'agent',
    text: 'You are booked for Monday at half past four. I will send the reminder to this number on Sunday evening.',
    pauseMs: 710,
  },
  { speaker: 'caller', text: 'Perfect, thank you very much.', pauseMs: 500 },
  { speaker: 'agent', text: 'You are welcome. Have a safe trip!', pauseMs: 590 },
  { speaker: 'caller', text: 'Bye now.', pauseMs: 1600 },
];

const MS_PER_CHARACTER = 62;

type Span = Line & { readonly fromMs: number; readonly toMs: number };

function timeline(): readonly Span[] {
  let at = 0;
  return LINES.map((line) => {
    const fromMs = at + line.pauseMs;
    const length = line.cutAfter === undefined ? line.text.length : line.cutAfter + 14;
    const toMs = fromMs + length * MS_PER_CHARACTER;
    at = toMs;
    return { ...line, fromMs, toMs };
  });
}

const SPANS = timeline();

/** Length of the talk, ms; it begins anew after it. */
export const TALK_MS = (SPANS.at(-1)?.toMs ?? 0) + 4000;

const spanAt = (ms: number, speaker: Line['speaker']): Span | undefined =>
  SPANS.find((span) => span.speaker === speaker && ms >= span.fromMs && ms < span.toMs);

/** Speech-like loudness: syllables at 4 Hz, breath at 0.7 Hz, some roughness. */
function loudness(ms: number, seed: number): number {
  const syllable = Math.abs(Math.sin((ms / 1000) * Math.PI * (3.6 + (seed % 5) * 0.2)));
  const breath = 0.6 + 0.4 * Math.sin(ms / 430 + seed);
  const rough = Math.abs(Math.sin(ms * 12.9898 + seed * 78.233) * 43758.5453) % 1;
  return Math.round(210 * syllable ** 0.8 * breath * (0.55 + 0.45 * rough));
}

function thinkingAt(ms: number): boolean {
  return SPANS.some(
    (span, index) =>
      span.speaker === 'agent' && index > 0 && ms >= span.fromMs - span.pauseMs && ms < span.fromMs,
  );
}

/** The column that begins at `ms` of the talk. */
export function columnAt(ms: number, seed: number): LevelColumn {
  const talkMs = ms % TALK_MS;
  const caller = spanAt(talkMs, 'caller');
  const agent = spanAt(talkMs, 'agent');
  const bargeIn = SPANS.some(
    (span) => span.cutAfter !== undefined && talkMs >= span.toMs - 20 && talkMs < span.toMs,
  );
  const flags =
    (caller === undefined ? 0 : LEVEL_FLAGS.callerSpeaking) |
    (agent === undefined ? 0 : LEVEL_FLAGS.agentSpeaking) |
    (bargeIn ? LEVEL_FLAGS.bargeIn : 0) |
    (thinkingAt(talkMs) ? LEVEL_FLAGS.agentThinking : 0);
  return [
    caller === undefined ? Math.round(Math.random() * 3) : loudness(ms, seed),
    agent === undefined ? 0 : loudness(ms, seed + 3),
    flags,
  ];
}

/** Who speaks at `ms` of the talk. */
export function statesAt(ms: number): Pick<Call, 'agentState' | 'callerSpeaking'> {
  const talkMs = ms % TALK_MS;
  const agentState: AgentState =
    spanAt(talkMs, 'agent') !== undefined
      ? 'speaking'
      : thinkingAt(talkMs)
        ? 'thinking'
        : 'listening';
  return { agentState, callerSpeaking: spanAt(talkMs, 'caller') !== undefined };
}

function turnOf(span: Span, id: number, ms: number, roundMs: number): Turn {
  const done = ms >= span.toMs;
  const shown = done ? span.text.length : Math.floor((ms - span.fromMs) / MS_PER_CHARACTER);
  const cut = done && span.cutAfter !== undefined;
  return {
    id,
    speaker: span.speaker,
    status: cut ? 'truncated' : done ? 'final' : 'partial',
    text: span.text.slice(0, shown),
    note: null,
    heardChars: cut ? (span.cutAfter ?? null) : null,
    startMs: roundMs + span.fromMs,
    endMs: done ? roundMs + span.toMs : null,
    timeToFirstAudioMs: span.speaker === 'agent' && id > 0 ? Math.abs(span.pauseMs) : null,
  };
}

/** All turns up to `ms`. */
export function turnsAt(ms: number): readonly Turn[] {
  const turns: Turn[] = [];
  const rounds = Math.floor(ms / TALK_MS);
  for (let round = 0; round <= rounds; round += 1) {
    const roundMs = round * TALK_MS;
    for (const [index, span] of SPANS.entries()) {
      if (ms - roundMs >= span.fromMs) {
        turns.push(turnOf(span, round * SPANS.length + index, ms - roundMs, roundMs));
      }
    }
  }
  return turns;
}
