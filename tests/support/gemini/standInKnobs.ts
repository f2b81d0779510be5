import type { ReplySound } from './replyAudio';
import type { SetupRecord, ToolWish } from './sessionRecords';

/** How a connection is closed. */
export type CloseSpec = { readonly code: number; readonly reason: string };

/**
 * A turn without sound. `rejected`: RESPONSE_REJECTED and nothing else. `text-only`: its words as a
 * part of text. `thought-only`: a thought as a part of text. `empty`: nothing at all, as if there
 * were nothing to say. `needs-input`: the same, and the model says that it waits for more. A
 * `reason`: that `TurnCompleteReason` and nothing else.
 */
export type MuteTurn =
  'rejected' | 'text-only' | 'thought-only' | 'empty' | 'needs-input' | { readonly reason: string };

/**
 * A connection that is closed with 1011 so long after the model has begun to answer, or to call a
 * tool.
 */
export type Drop = { readonly in: 'answer' | 'tool'; readonly afterMs: number };

/**
 * How the stand-in behaves. All of it may be changed while it runs. What concerns a connection
 * counts from the next connection, what concerns a turn from the next turn.
 */
export type StandInKnobs = {
  /** The key that is accepted; null accepts every key. */
  apiKey: string | null;
  /** The access token that is accepted on the paths of Vertex AI. */
  accessToken: string;
  /** Whether /token gives it. */
  tokenAnswer: 'given' | 'refused';
  /** From the request for it to its answer, ms. */
  tokenDelayMs: number;
  /** Models that exist, without `models/`. */
  models: readonly string[];

  /**
   * What makes the model answer: the end of the caller's speech, or its first loud 20 ms (for
   * measuring delays).
   */
  answerOn: 'end-of-speech' | 'first-loud-chunk';
  /** RMS of 16-bit samples above which 20 ms count as speech. */
  speechRms: number;
  /** Speech needed before it counts, ms; `first-loud-chunk` needs 20 ms whatever this is. */
  speechStartMs: number;
  /** Silence that ends speech, ms; null: as the setup says, else 500. */
  silenceMs: number | null;

  /** `never`: the service hears, transcribes, and does not answer. */
  answers: 'always' | 'never';
  /** How the next turns go wrong, one after the other; those after them are spoken. */
  muteTurns: readonly MuteTurn[];
  /** From the end of speech to the first audio, ms. */
  replyDelayMs: number;
  /** Length of a reply, ms. */
  replyMs: number;
  replySound: ReplySound;
  /** What the model says in turn number `turn` (from 1) of a conversation. */
  replyText: (turn: number) => string;
  /** The transcription of the caller's words in turn number `turn`. */
  callerText: (turn: number) => string;
  /**
   * Tool the model calls before it answers in turn number `turn`, if it was declared; null: none.
   */
  toolFor: (turn: number) => ToolWish | null;
  /** `missing`: as Vertex AI with the 2.5 models; an answer with an id is then refused. */
  toolCallIds: 'given' | 'missing';
  /**
   * How the tokens of a turn are told. `vertex`: in the words of Vertex AI. `traffic-only`: as it
   * does now and then, with nothing counted.
   */
  usage: 'developer' | 'vertex' | 'traffic-only';
  /** What the model says when it has learned the result of a tool. */
  toolReplyText: (response: Readonly<Record<string, unknown>>) => string;
  /**
   * Length of a pause for thought, ms: the model first says that it thinks, ends that turn, and
   * gives its answer in another one. Null: it does not pause.
   */
  thinkingPauseMs: number | null;
  /** A thought, as a part of text, comes before the audio of a turn. */
  thoughts: boolean;
  /** From the end of the caller's speech to its transcription, ms. */
  callerTextDelayMs: number;
  /** From the end of a turn to the last of its words, ms; null: the words come before it. */
  lateTextMs: number | null;
  /** Audio in one message, ms. */
  partMs: number;
  /** Time between two messages of audio, ms: less than partMs is faster than real time. */
  partIntervalMs: number;
  /** Every third message carries audio and text together. */
  bundleText: boolean;
  /**
   * How much of the reply's length the model waits before turnComplete: 1 is real time, 0 does not
   * wait.
   */
  playbackFactor: number;
  /**
   * Said at the start of a new session that brings no earlier talk; null: the caller speaks first.
   */
  greeting: string | null;

  /** False: the caller's speech does not stop the model. */
  sendInterrupted: boolean;
  /** Messages of audio that still come after `interrupted`. */
  lateAudioParts: number;

  /** Handles are given after each turn. */
  sendHandles: boolean;
  /** From turnComplete to the handle, ms. */
  handleDelayMs: number;
  /**
   * What a resumption leads to. `old-voice`: accepted, but the voice of the first session stays.
   */
  resume: 'accept' | 'expired' | 'old-voice';

  /** From setup to setupComplete, ms; never for `never`. */
  setupDelayMs: number | 'never';
  /** HTTP status with which the WebSocket upgrade is refused; null accepts it. */
  refuseUpgrade: number | null;
  /** Close instead of setupComplete; null or a null answer accepts the setup. */
  refuseSetup: ((setup: SetupRecord) => CloseSpec | null) | null;
  /**
   * Announces the end `afterMs` after the setup, and closes the connection with 1011 when the time
   * is up.
   */
  goAway: {
    readonly afterMs: number;
    readonly timeLeft: string;
    readonly closeAfterMs: number;
  } | null;
  /** Done once, then null again. */
  drop: Drop | null;
  /** How late every message leaves, ms. */
  slowMs: number;
  /** Closes `afterMs` after the setup. */
  closeAfter: (CloseSpec & { readonly afterMs: number }) | null;
  /** Messages in binary frames, as the real service sends them. */
  binaryFrames: 'never' | 'sometimes' | 'always';
  /**
   * What GET /v1beta/models/... answers: as the service does, nothing at all, or this HTTP status.
   */
  modelsAnswer: 'normal' | 'hang' | number;
  /** Models that answer text requests, without `models/`. */
  textModels: readonly string[];
  /**
   * What the next text requests answer, one after the other: nothing at all, this HTTP status, or
   * this text; those after them get `textAnswer`.
   */
  textTrouble: readonly ('hang' | number | { readonly text: string })[];
  /** From a text request to its answer, ms. */
  textDelayMs: number;
  /** What is answered to the talk of a text request; it is sent as JSON. */
  textAnswer: (talk: string) => object;
};

/** A well-behaved service with short replies. */
export const DEFAULT_KNOBS: StandInKnobs = {
  apiKey: 'TEST_KEY',
  accessToken: 'TEST_TOKEN',
  tokenAnswer: 'given',
  tokenDelayMs: 0,
  models: [
    'gemini-3.8-live',
    'gemini-3.8-live-extended-thinking',
    'gemini-3.1-flash-live-preview',
    'gemini-2.5-flash-native-audio-preview-12-2025',
  ],
  answerOn: 'end-of-speech',
  speechRms: 500,
  speechStartMs: 60,
  silenceMs: null,
  answers: 'always',
  muteTurns: [],
  replyDelayMs: 20,
  replyMs: 2_000,
  replySound: 'tone',
  replyText: (turn) => `This is answer number ${turn} of the agent.`,
  callerText: (turn) => `This is question number ${turn}.`,
  toolFor: () => null,
  toolCallIds: 'given',
  usage: 'developer',
  toolReplyText: (response) => `The result is ${JSON.stringify(response)}.`,
  thinkingPauseMs: null,
  thoughts: false,
  callerTextDelayMs: 0,
  lateTextMs: null,
  partMs: 200,
  partIntervalMs: 20,
  bundleText: true,
  playbackFactor: 1,
  greeting: null,
  sendInterrupted: true,
  lateAudioParts: 0,
  sendHandles: true,
  handleDelayMs: 0,
  resume: 'accept',
  setupDelayMs: 0,
  refuseUpgrade: null,
  refuseSetup: null,
  goAway: null,
  drop: null,
  slowMs: 0,
  closeAfter: null,
  binaryFrames: 'sometimes',
  modelsAnswer: 'normal',
  textModels: ['gemini-3.8-flash'],
  textTrouble: [],
  textDelayMs: 0,
  textAnswer: () => ({ summary: 'The caller asked a question.', followUps: [] }),
};
