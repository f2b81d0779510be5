/** Rules of a profile in a call: what they watch, what they do, and when they keep still. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_WISHES } from '#main/call/life/wishes';
import type { Continues } from '#main/call/session/callSessionOptions';
import { cordboardError } from '#main/util/errors';
import { done, fail } from '#main/util/result';
import type { NudgeRule, RuleAct, RuleWatch } from '#model/nudge';
import { phrase, wordsOf } from '#model/phrases/phrase';
import type { Transcript, Turn } from '#model/transcript';
import { FakeLeg } from '#support/call/fakes';
import { SessionBench } from '#support/call/sessionBench';
import { LOUD } from '#support/call/talkBench';
import { saying } from '#support/phrases';
import { aRule } from '#support/profiles';

const WHISPER: RuleAct = { kind: 'whisper', text: 'Offer a voucher.' };
const HAND_OVER: RuleAct = { kind: 'hand-over', target: 'desk' };
const TARGETS = [{ name: 'desk', description: '', extension: '2002' }];

let bench: SessionBench;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(async () => {
  await bench.session.shutDown('hangup');
  vi.useRealTimers();
});

async function open(...rules: readonly NudgeRule[]): Promise<void> {
  bench = new SessionBench({ rules, transferTargets: TARGETS });
  await bench.goLive();
  bench.agent.told.splice(0);
}

/** Lets time pass; the caller's frames go on, silent. */
async function passes(ms: number, peak = 0): Promise<void> {
  bench.transport.hear(ms, peak, (step) => vi.advanceTimersByTime(step));
  await bench.settle();
}

async function callerSays(text: string): Promise<void> {
  bench.agent.handlers.onCallerText(text);
  await bench.settle();
}

async function agentSays(text: string): Promise<void> {
  bench.agent.handlers.onAgentText(text);
  await bench.settle();
}

async function toolFails(tool: string, why = saying('No answer.')): Promise<void> {
  const what = phrase('note.tool', { tool, args: '{}' });
  const use = { name: tool, state: 'failed', args: '{}', result: 'No.', tookMs: 1 } as const;
  bench.toolHost.show({ said: phrase('note.tool-failed', { what, why }), use });
  await bench.settle();
}

const noted = (): readonly string[] =>
  bench.turns.flatMap(({ note }) => (note === null ? [] : [wordsOf(note)]));

/** Reasons that stand on the call, each with what was done. */
const shown = (): readonly string[] =>
  bench.call.nudges.map(({ reason, act }) => `${act}: ${reason}`);

const acts = (): number => bench.ruleDeeds.length;

describe('a rule that watches words', () => {
  it('shows its reason on the call, in the transcript and to who keeps the audit', async () => {
    await open(aRule());
    await callerSays('I want a refund, please');
    expect(bench.call.nudges).toMatchObject([
      {
        reason: 'Asks for a refund',
        severity: 'warn',
        watch: 'words',
        act: 'notice',
        failure: null,
      },
    ]);
    expect(noted()).toContain('Rule: Asks for a refund');
    expect(bench.ruleDeeds).toMatchObject([
      { nudge: { reason: 'Asks for a refund' }, command: null, result: { ok: true } },
    ]);
    expect(bench.agent.told).toEqual([]);
  });

  it('hears only whom it watches', async () => {
    const phrases = ['refund'];
    await open(
      aRule({ reason: 'caller', watch: { kind: 'words', of: 'caller', phrases } }),
      aRule({ reason: 'agent', watch: { kind: 'words', of: 'agent', phrases } }),
      aRule({ reason: 'either', watch: { kind: 'words', of: 'either', phrases } }),
      aRule({ reason: 'promise', watch: { kind: 'promise', phrases } }),
    );
    await agentSays('A refund, you say?');
    expect(shown()).toEqual(['notice: agent', 'notice: either', 'notice: promise']);
    await callerSays('A refund, yes.');
    expect(shown()).toContain('notice: caller');
  });

  it('acts once in a call', async () => {
    await open(aRule());
    await callerSays('A refund! A refund! ');
    await passes(600_000);
    await callerSays('I said: a refund! ');
    expect(acts()).toBe(1);
  });

  it('acts again after its pause, and not for words that were there before', async () => {
    await open(aRule({ againSeconds: 30 }));
    await callerSays('A refund! ');
    await passes(29_000);
    await callerSays('A refund! ');
    expect(acts()).toBe(1);
    await passes(2_000);
    await callerSays('Please! ');
    expect(acts()).toBe(1);
    await callerSays('A refund! ');
    expect([acts(), bench.call.nudges.length]).toEqual([2, 1]);
  });
});

describe('a rule that watches for a promise', () => {
  it('finds it in the words of the agent, with anything between', async () => {
    const watch: RuleWatch = { kind: 'promise', phrases: ['guarant* * refund'] };
    await open(aRule({ watch, severity: 'danger' }));
    await callerSays('Do you guarantee me a refund? ');
    expect(acts()).toBe(0);
    await agentSays('I can guarantee');
    await agentSays(' you a full');
    await agentSays(' refund today.');
    expect(bench.call.nudges).toMatchObject([{ severity: 'danger', watch: 'promise' }]);
  });
});

describe('a rule that watches failures', () => {
  const failures = (tool: string | null, times: number): NudgeRule =>
    aRule({ reason: 'Look-ups fail', watch: { kind: 'failures', tool, times } });

  it('counts the failed calls of any tool', async () => {
    await open(failures(null, 3));
    await toolFails('orders');
    await toolFails('stock');
    expect(acts()).toBe(0);
    await toolFails('orders');
    expect(shown()).toEqual(['notice: Look-ups fail']);
  });

  it('counts those of its own tool only, and no refusal of a supervisor', async () => {
    await open(failures('transfer_call', 2));
    await toolFails('orders');
    await toolFails('transfer_call');
    await toolFails('transfer_call', phrase('tool.rejected'));
    expect(acts()).toBe(0);
    await toolFails('transfer_call');
    expect(acts()).toBe(1);
  });
});

describe('a rule that watches silence', () => {
  const silence = (of: 'both' | 'caller', againSeconds: number | null = null): NudgeRule =>
    aRule({ reason: 'Silence', watch: { kind: 'silence', of, seconds: 20 }, againSeconds });

  it('acts when nobody has been heard for its time', async () => {
    await open(silence('both'));
    await passes(19_000);
    expect(acts()).toBe(0);
    await passes(2_000);
    expect(shown()).toEqual(['notice: Silence']);
  });

  it('begins anew when the caller speaks', async () => {
    await open(silence('both'));
    await passes(15_000);
    await passes(1_000, LOUD);
    await passes(15_000);
    expect(acts()).toBe(0);
    await passes(6_000);
    expect(acts()).toBe(1);
  });

  it('takes the agent for sound, unless it watches the caller alone', async () => {
    await open(silence('both'), { ...silence('caller'), reason: 'Caller is gone' });
    await passes(12_000);
    bench.agent.speak(5_000);
    await passes(12_000);
    expect(shown()).toEqual(['notice: Caller is gone']);
  });

  it('acts again while the silence goes on, after its pause', async () => {
    await open(silence('both', 30));
    await passes(49_000);
    expect(acts()).toBe(1);
    await passes(3_000);
    expect(acts()).toBe(2);
  });

  it('does not count a hold', async () => {
    await open(silence('both'));
    await passes(15_000);
    await bench.session.command({ kind: 'hold' });
    await passes(30_000);
    await bench.session.command({ kind: 'resume' });
    await passes(15_000);
    expect(acts()).toBe(0);
  });
});

describe('a rule that whispers', () => {
  it('tells the agent its text as a supervisor does, and says that the rule did it', async () => {
    await open(aRule({ act: WHISPER }));
    await callerSays('A refund! ');
    expect(bench.agent.told.filter((line) => line.startsWith('context'))).toEqual([
      expect.stringMatching(/^context Instruction of your supervisor.*: Offer a voucher\.$/),
    ]);
    expect(noted()).toEqual([
      'Rule whispers to the AI: Asks for a refund',
      'Whispered to the AI: Offer a voucher.',
    ]);
    expect(bench.ruleDeeds).toMatchObject([
      { command: { kind: 'whisper', text: 'Offer a voucher.' }, result: { ok: true } },
    ]);
  });

  it('keeps still while a supervisor has taken over, and may act after it', async () => {
    await open(aRule({ act: WHISPER }), aRule({ reason: 'seen' }));
    await bench.session.command({ kind: 'takeOver' }, 'window:ann');
    bench.transcribers[0]?.handlers.onCallerText('A refund! ');
    await bench.settle();
    expect(shown()).toEqual(['notice: seen']);
    await bench.session.command({ kind: 'handBack' }, 'window:ann');
    await passes(2_000);
    await callerSays('A refund, I said. ');
    expect(shown()).toEqual(['notice: seen', 'whisper: Asks for a refund']);
  });
});

describe('a rule that hands the caller over', () => {
  it('sends them to its target as a supervisor does', async () => {
    await open(aRule({ act: HAND_OVER }));
    await callerSays('A refund! ');
    expect(bench.leg.told).toContain('transfer 2002');
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'transferred' });
    expect(noted()).toContain('Rule hands the caller to desk: Asks for a refund');
    expect(bench.ruleDeeds).toMatchObject([
      { command: { kind: 'transfer', target: 'desk' }, result: { ok: true } },
    ]);
  });

  it('leaves the caller with the agent when it fails, and says so', async () => {
    await open(aRule({ act: HAND_OVER }));
    bench.leg.operationResult = fail(cordboardError('refused', saying('Nobody is there.')));
    await callerSays('A refund! ');
    expect(bench.call.state).toBe('live');
    expect(bench.call.nudges).toMatchObject([{ failure: saying('Nobody is there.') }]);
    expect(noted()).toContain('Rule "Asks for a refund" could not act. Nobody is there.');
    bench.leg.operationResult = done;
  });

  it('keeps still while a supervisor has taken over, or consults somebody', async () => {
    await open(aRule({ act: HAND_OVER }));
    await bench.session.command({ kind: 'takeOver' }, 'window:ann');
    bench.transcribers[0]?.handlers.onCallerText('A refund! ');
    await bench.settle();
    await bench.session.command({ kind: 'handBack' }, 'window:ann');
    void bench.session.command({ kind: 'consult', target: '3003' }, 'window:ann');
    await bench.settle();
    expect(bench.call.consultation).not.toBeNull();
    await callerSays('A refund! ');
    expect([acts(), bench.call.state]).toEqual([0, 'held']);
  });
});

describe('rules after a restart', () => {
  const turn = (id: number, said: Partial<Turn>): Turn => ({
    id,
    speaker: 'caller',
    status: 'final',
    text: '',
    note: null,
    heardChars: null,
    startMs: id * 1_000,
    endMs: id * 1_000 + 500,
    timeToFirstAudioMs: null,
    ...said,
  });

  async function resume(turns: Transcript, ...rules: readonly NudgeRule[]): Promise<void> {
    const origin = { startedAt: Date.now() - 10_000, answeredAt: Date.now() - 9_000 };
    const continues: Continues = {
      why: 'restart',
      origin,
      wishes: NO_WISHES,
      turns,
      firstTurn: 8,
      lookUp: null,
    };
    bench = new SessionBench({ rules }, new FakeLeg('call-1', { adopted: true }), continues);
    await bench.goLive();
  }

  const FAILED = phrase('note.tool-failed', {
    what: phrase('note.tool', { tool: 'orders', args: '{}' }),
    why: saying('No answer.'),
  });

  it('do not act on what was said before it', async () => {
    await resume(
      [turn(0, { text: 'A refund!' }), turn(1, { speaker: 'system', note: FAILED })],
      aRule(),
      aRule({ reason: 'fails', watch: { kind: 'failures', tool: null, times: 1 } }),
    );
    expect(acts()).toBe(0);
    await callerSays('A refund, as I said. ');
    expect(shown()).toEqual(['notice: Asks for a refund']);
  });

  it('know what failed and which of them acted before it', async () => {
    const acted = phrase('note.rule-notice', { reason: 'Asks for a refund' });
    await resume(
      [turn(0, { speaker: 'system', note: FAILED }), turn(1, { speaker: 'system', note: acted })],
      aRule(),
      aRule({ reason: 'fails', watch: { kind: 'failures', tool: 'orders', times: 2 } }),
    );
    await callerSays('A refund, as I said. ');
    await toolFails('orders');
    expect(shown()).toEqual(['notice: fails']);
  });

  it('do not act on a record that is read only later', async () => {
    await resume([], aRule());
    bench.session.recall([turn(0, { text: 'A refund!' })]);
    await bench.settle();
    expect(acts()).toBe(0);
  });
});
