/**
 * What to do when a session cannot be opened or is lost, as one table. Google publishes no list of
 * close codes. These are the ones the Live API was seen to use, by code and reason text (which
 * WebSocket limits to 123 bytes).
 */
import { type CordboardError, cordboardError, type ErrorKind } from '#main/util/errors';
import { DEFAULT_LIVE_MODEL } from '#model/liveModels';
import { type Phrase, phrase, type PhraseCode } from '#model/phrases/phrase';
import type { StuckReason } from '../../voiceAgent';
import { noTokenError } from './access';

/** What failed: opening a fresh session, opening a resumed one, or a running one. */
type ConnectionPhase = 'fresh' | 'resume' | 'live';

/** How a connection failed. Texts are free of secrets. */
export type ConnectionFailure =
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string }
  /** The upgrade was answered with this HTTP status. */
  | { readonly kind: 'http'; readonly status: number }
  /** No access token (Vertex AI). `reason`: the system's error code or the name of the error. */
  | { readonly kind: 'credentials'; readonly reason: string }
  /** No connection. `reason`: the system's error code or the name of the error. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'no-setup'; readonly waitedMs: number }
  | { readonly kind: 'stalled'; readonly forMs: number }
  /** The user of the agent found that the service does not answer. */
  | { readonly kind: 'stuck'; readonly reason: StuckReason }
  /** A setting is wrong. Nothing was sent. */
  | { readonly kind: 'setting'; readonly error: CordboardError }
  /** Cordboard called it off. */
  | { readonly kind: 'aborted' };

/**
 * `resume`: try again, with the handle if one exists. `re-seed`: the handle is of no use, so begin
 * a fresh session and give it the talk so far. `give-up`: trying again will not help until somebody
 * changes something.
 */
type CloseAction = 'resume' | 're-seed' | 'give-up';

/** What to do next, and the error to show if there is no next try. */
type CloseDecision = { readonly action: CloseAction; readonly error: CordboardError };

type Row = {
  /** Close codes, or null for every code. */
  readonly codes: readonly number[] | null;
  readonly reason: RegExp | null;
  readonly actions: Readonly<Record<ConnectionPhase, CloseAction>>;
  readonly kind: ErrorKind;
  readonly retryable: boolean;
  readonly says: Extract<PhraseCode, `gemini.closed-${string}`>;
};

const ALWAYS_GIVE_UP = { fresh: 'give-up', resume: 'give-up', live: 'give-up' } as const;
const TRY_AGAIN = { fresh: 're-seed', resume: 'resume', live: 'resume' } as const;
const SESSION_REFUSED = { fresh: 'give-up', resume: 're-seed', live: 'resume' } as const;

/** The first row that matches counts. */
const ROWS: readonly Row[] = [
  {
    codes: [1007, 1008],
    reason: /api[ _]?key|unauthenticated|credential|permission denied|unregistered callers/i,
    actions: ALWAYS_GIVE_UP,
    kind: 'auth',
    retryable: false,
    says: 'gemini.closed-credentials',
  },
  {
    codes: [1007, 1008],
    reason: /not found for api version|not supported for bidi/i,
    actions: ALWAYS_GIVE_UP,
    kind: 'config',
    retryable: false,
    says: 'gemini.closed-model',
  },
  {
    codes: [1007, 1008],
    reason: /voice|speaker/i,
    actions: SESSION_REFUSED,
    kind: 'config',
    retryable: false,
    says: 'gemini.closed-voice',
  },
  {
    codes: [1007, 1008],
    reason: null,
    actions: SESSION_REFUSED,
    kind: 'config',
    retryable: false,
    says: 'gemini.closed-session',
  },
  {
    codes: [1011],
    reason: /quota|resource.?exhausted|rate limit|concurren|too many/i,
    actions: TRY_AGAIN,
    kind: 'refused',
    retryable: true,
    says: 'gemini.closed-quota',
  },
  {
    codes: [1000, 1001, 1005, 1006, 1011, 1012, 1013, 1014],
    reason: null,
    actions: TRY_AGAIN,
    kind: 'network',
    retryable: true,
    says: 'gemini.closed-lost',
  },
  {
    codes: null,
    reason: null,
    actions: { fresh: 're-seed', resume: 're-seed', live: 'resume' },
    kind: 'protocol',
    retryable: true,
    says: 'gemini.closed-unexpectedly',
  },
];

const STUCK: Readonly<Record<StuckReason, Row['actions']>> = {
  'no-answer': TRY_AGAIN,
  soundless: TRY_AGAIN,
  asked: TRY_AGAIN,
  // A session that answers without sound goes on doing so when it is resumed.
  mute: { ...TRY_AGAIN, live: 're-seed' },
};

/** Certificate trouble does not go away by trying again. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME|EPROTO|wrong version number/i;

/** Looks a failure up in the table. Pure. */
export function decideAfterFailure(
  failure: ConnectionFailure,
  phase: ConnectionPhase,
): CloseDecision {
  switch (failure.kind) {
    case 'closed':
      return decideAfterClose(failure.code, failure.reason, phase);
    case 'http':
      return decideAfterHttp(failure.status, phase);
    case 'unreachable':
      return decideUnreachable(failure.reason, phase);
    case 'no-setup':
      return {
        // A handle that makes the service hang would do so again.
        action: 're-seed',
        error: cordboardError(
          'timeout',
          phrase('gemini.no-setup', { waitedMs: Math.round(failure.waitedMs) }),
        ),
      };
    case 'stalled':
      return {
        action: TRY_AGAIN[phase],
        error: cordboardError('network', phrase('gemini.takes-no-audio', { forMs: failure.forMs })),
      };
    case 'stuck':
      return {
        action: STUCK[failure.reason][phase],
        error: cordboardError('network', phrase(`gemini.stuck-${failure.reason}`)),
      };
    case 'credentials':
      return { action: TRY_AGAIN[phase], error: noTokenError(failure.reason) };
    case 'setting':
      return { action: 'give-up', error: failure.error };
    case 'aborted':
      return {
        action: 'give-up',
        error: cordboardError('cancelled', phrase('gemini.session-ended')),
      };
  }
}

/** Whether the service refuses because all calls together ask too much of it. Pure. */
export function isQuotaFailure(failure: ConnectionFailure): boolean {
  return failure.kind === 'http'
    ? failure.status === 429
    : failure.kind === 'closed' &&
        rowFor(failure.code, failure.reason).says === 'gemini.closed-quota';
}

function rowFor(code: number, reason: string): Row {
  const row = ROWS.find(
    (candidate) =>
      (candidate.codes === null || candidate.codes.includes(code)) &&
      (candidate.reason === null || candidate.reason.test(reason)),
  );
  if (row === undefined) {
    throw new Error('the last row of the close table fits every code');
  }
  return row;
}

function decideAfterClose(code: number, reason: string, phase: ConnectionPhase): CloseDecision {
  const row = rowFor(code, reason);
  const params = { close: closePhrase(code, reason), newest: DEFAULT_LIVE_MODEL };
  return {
    action: row.actions[phase],
    error: cordboardError(row.kind, phrase(row.says, params), { retryable: row.retryable }),
  };
}

function closePhrase(code: number, reason: string): Phrase {
  return reason === ''
    ? phrase('gemini.close-code', { code })
    : phrase('gemini.close-code-and-reason', { code, reason });
}

function decideAfterHttp(status: number, phase: ConnectionPhase): CloseDecision {
  if (status === 429 || status >= 500) {
    return {
      action: TRY_AGAIN[phase],
      error: cordboardError('refused', phrase('gemini.unavailable', { status }), {
        retryable: true,
      }),
    };
  }
  if (status === 400 || status === 401 || status === 403) {
    return {
      action: SESSION_REFUSED[phase],
      error: cordboardError('auth', phrase('gemini.access-refused', { status })),
    };
  }
  return {
    action: SESSION_REFUSED[phase],
    error: cordboardError('config', phrase('gemini.no-live-service', { status })),
  };
}

function decideUnreachable(reason: string, phase: ConnectionPhase): CloseDecision {
  if (CERTIFICATE.test(reason)) {
    return {
      action: phase === 'fresh' ? 'give-up' : 'resume',
      error: cordboardError('config', phrase('gemini.not-trusted', { reason })),
    };
  }
  return {
    action: TRY_AGAIN[phase],
    error: cordboardError('network', phrase('gemini.unreachable', { reason })),
  };
}
