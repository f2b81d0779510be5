import { describe, expect, it } from 'vitest';
import { type ConnectionFailure, decideAfterFailure } from '#main/agent/gemini/wire/closePolicy';

const closed = (code: number, reason = ''): ConnectionFailure => ({ kind: 'closed', code, reason });

/** A failure, the actions for a fresh, a resumed and a running session, and the kind of error. */
const TABLE: [string, ConnectionFailure, string, string, string, string][] = [
  ['normal close by the service', closed(1000), 're-seed', 'resume', 'resume', 'network'],
  ['dropped', closed(1006), 're-seed', 'resume', 'resume', 'network'],
  ['going away', closed(1001), 're-seed', 'resume', 'resume', 'network'],
  [
    'internal error',
    closed(1011, 'Internal error encountered.'),
    're-seed',
    'resume',
    'resume',
    'network',
  ],
  [
    'deadline',
    closed(1011, 'Deadline expired before operation could complete.'),
    're-seed',
    'resume',
    'resume',
    'network',
  ],
  [
    'quota',
    closed(1011, 'You exceeded your current quota'),
    're-seed',
    'resume',
    'resume',
    'refused',
  ],
  [
    'invalid argument',
    closed(1007, 'Request contains an invalid argument.'),
    'give-up',
    're-seed',
    'resume',
    'config',
  ],
  [
    'entity not found',
    closed(1008, 'Requested entity was not found.'),
    'give-up',
    're-seed',
    'resume',
    'config',
  ],
  [
    'bad voice',
    closed(1007, 'no matching speaker voice'),
    'give-up',
    're-seed',
    'resume',
    'config',
  ],
  [
    'bad key',
    closed(1007, 'API key not valid. Please pass a valid API key.'),
    'give-up',
    'give-up',
    'give-up',
    'auth',
  ],
  [
    'unknown model',
    closed(1008, 'models/x is not found for API version v1beta, or is not supported for bidi'),
    'give-up',
    'give-up',
    'give-up',
    'config',
  ],
  ['unheard-of code', closed(4711, 'surprise'), 're-seed', 're-seed', 'resume', 'protocol'],
  ['forbidden', { kind: 'http', status: 403 }, 'give-up', 're-seed', 'resume', 'auth'],
  ['not there', { kind: 'http', status: 404 }, 'give-up', 're-seed', 'resume', 'config'],
  ['overloaded', { kind: 'http', status: 503 }, 're-seed', 'resume', 'resume', 'refused'],
  ['rate limit', { kind: 'http', status: 429 }, 're-seed', 'resume', 'resume', 'refused'],
  [
    'refused by the system',
    { kind: 'unreachable', reason: 'ECONNREFUSED' },
    're-seed',
    'resume',
    'resume',
    'network',
  ],
  [
    'bad certificate',
    { kind: 'unreachable', reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    'give-up',
    'resume',
    'resume',
    'config',
  ],
  ['no setup', { kind: 'no-setup', waitedMs: 100 }, 're-seed', 're-seed', 're-seed', 'timeout'],
  ['stalled', { kind: 'stalled', forMs: 100 }, 're-seed', 'resume', 'resume', 'network'],
  ['ended by us', { kind: 'aborted' }, 'give-up', 'give-up', 'give-up', 'cancelled'],
];

describe('decideAfterFailure', () => {
  it.each(TABLE)('%s', (_name, failure, fresh, resume, live, kind) => {
    expect(decideAfterFailure(failure, 'fresh').action).toBe(fresh);
    expect(decideAfterFailure(failure, 'resume').action).toBe(resume);
    expect(decideAfterFailure(failure, 'live').action).toBe(live);
    expect(decideAfterFailure(failure, 'live').error.kind).toBe(kind);
  });

  it('says what the service said', () => {
    const { error } = decideAfterFailure(closed(1008, 'Requested entity was not found.'), 'fresh');
    expect(error.message).toContain('code 1008: Requested entity was not found.');
  });

  it('marks as retryable what may pass by itself', () => {
    expect(decideAfterFailure(closed(1011, 'quota'), 'fresh').error.retryable).toBe(true);
    expect(decideAfterFailure(closed(1007, 'API key'), 'fresh').error.retryable).toBe(false);
  });
});
