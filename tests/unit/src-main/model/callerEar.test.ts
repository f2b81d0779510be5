import { describe, expect, it } from 'vitest';
import type { Call } from '#model/call';
import { carriesEcho, diagnose, type Heard, heardNow } from '#model/callerEar';
import { phrase } from '#model/phrases/phrase';
import { callWith } from '#support/calls';

const notice = (kind: Call['notices'][number]['kind']): Call['notices'] => [
  { kind, severity: 'warn', phrase: phrase('hearing.unheard'), message: '', at: 0 },
];

/** A call in which the agent is ready. */
const call = (change: Partial<Call> = {}): Call =>
  callWith({ state: 'live', agentLink: 'ready', agentState: 'listening', ...change });

describe('what the caller hears', () => {
  it.each<[string, Heard, Partial<Call>, boolean]>([
    ['the agent', 'agent', { agentState: 'speaking' }, true],
    ['the end of what the agent said', 'agent', {}, true],
    ['a supervisor', 'supervisor', { floor: 'supervisor' }, true],
    ['a tone while the agent is away', 'tone', { agentLink: 'resuming' }, true],
    ['music, whatever else there is', 'music', { music: true, agentState: 'speaking' }, true],
    ['a gap', 'gap', { agentState: 'speaking' }, false],
    ['silence of a muted agent', 'silence', { agentState: 'speaking', agentMuted: true }, false],
    [
      'silence of a held sentence',
      'silence',
      { agentState: 'speaking', sentenceHeld: true },
      false,
    ],
    ['silence on hold', 'silence', { agentState: 'speaking', heldBy: 'caller' }, false],
    ['silence in their own turn', 'silence', {}, false],
  ])('is %s', (_what, heard, change, sounds) => {
    expect(heardNow(call(change), sounds)).toBe(heard);
  });
});

describe('what is wrong with what the caller hears', () => {
  const troubleOf = (change: Partial<Call>, what: Heard, forMs: number, echoes = false) =>
    diagnose(call(change), { what, forMs }, echoes)?.trouble ?? null;

  it.each([
    ['unheard', { agentState: 'speaking' }, 'gap', 3_000],
    [null, { agentState: 'speaking' }, 'gap', 2_900],
    ['late', { agentState: 'thinking' }, 'silence', 4_000],
    [null, { agentState: 'thinking' }, 'silence', 3_900],
    ['muted', { agentState: 'speaking', agentMuted: true }, 'silence', 0],
    ['deaf', { notices: notice('hearing') }, 'silence', 0],
    ['lost', { notices: notice('media') }, 'silence', 0],
    ['lost', { notices: [...notice('hearing'), ...notice('media')] }, 'gap', 9_000],
    ['lost', { notices: notice('media'), floor: 'supervisor' }, 'silence', 0],
    // Their telephone may be muted: a notice informs of it.
    [null, { notices: notice('no-media') }, 'agent', 0],
    ['late', { notices: notice('no-media'), agentState: 'thinking' }, 'silence', 4_000],
    ['away', { agentLink: 'resuming' }, 'tone', 3_000],
    [null, { agentLink: 'resuming' }, 'tone', 2_900],
    [null, {}, 'silence', 60_000],
    [null, { agentState: 'thinking', floor: 'supervisor' }, 'silence', 60_000],
    [null, { agentState: 'speaking', agentPaused: true }, 'gap', 60_000],
    [null, { notices: notice('hearing'), music: true }, 'music', 0],
    [null, { state: 'ended', notices: notice('hearing') }, 'silence', 0],
  ] as const)('is %s', (trouble, change, what, forMs) => {
    expect(troubleOf(change, what, forMs)).toBe(trouble);
  });

  it('is an echo only where nothing worse is', () => {
    expect(troubleOf({}, 'agent', 0, true)).toBe('echo');
    expect(troubleOf({ notices: notice('hearing') }, 'agent', 0, true)).toBe('deaf');
  });

  it('has remedies that are of use, the gentlest first', () => {
    const remedies = (change: Partial<Call>, what: Heard, echoes = false) =>
      diagnose(call(change), { what, forMs: 9_000 }, echoes)?.remedies;
    expect(remedies({ agentState: 'speaking' }, 'gap')).toEqual([
      'repromptAgent',
      'reconnectAgent',
      'takeOver',
    ]);
    expect(remedies({ agentState: 'speaking', agentMuted: true }, 'silence')).toEqual([
      'unmuteAgent',
      'takeOver',
    ]);
    expect(remedies({ bargeIn: 'immediate' }, 'agent', true)).toEqual(['confirmBargeIn']);
    expect(remedies({ bargeIn: 'confirm' }, 'agent', true)).toEqual([]);
    expect(remedies({ notices: notice('media') }, 'gap')).toEqual([]);
  });
});

describe('an echo', () => {
  /** Levels of speech: syllables of uneven length and loudness. */
  const speech = (seed: number): Uint8Array =>
    Uint8Array.from({ length: 400 }, (_, at) => {
      const wave =
        Math.sin(at / (3 + (seed % 3))) + Math.sin(at / (7 + seed)) + Math.sin(at * seed);
      return Math.max(0, Math.round(40 * wave));
    });

  it('is what comes back later and softer', () => {
    const heard = speech(1);
    const back = heard.map((_, at) => Math.round((heard[at - 9] ?? 0) / 4));
    expect(carriesEcho(back, heard)).toBe(true);
  });

  it('is no caller who speaks too, none who is silent, and nothing where nobody spoke', () => {
    expect(carriesEcho(speech(5), speech(1))).toBe(false);
    expect(carriesEcho(new Uint8Array(400), speech(1))).toBe(false);
    expect(carriesEcho(speech(1), new Uint8Array(400))).toBe(false);
  });
});
