/** Tools that need the supervisor, in a talk: the question to them, and tools they approve. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSettings } from '#main/call/callSettings';
import { CallToolRunner } from '#main/call/tools/callToolRunner';
import { askSupervisor, needingApproval } from '#main/call/tools/supervisorTools';
import type { Tool } from '#main/call/tools/toolRunner';
import { silentLog } from '#main/observability/log';
import { ok } from '#main/util/result';
import { wordsOf } from '#model/phrases/phrase';
import type { ToolScheduling } from '#model/profile';
import type { Question } from '#model/question';
import { SPOKEN } from '#support/call/fakes';
import { CALM, TalkBench } from '#support/call/talkBench';

const ASK = {
  id: 'a',
  name: 'ask_supervisor',
  args: { question: 'May I give 10 % off?', without_answer: 'I offer a call back.' },
};
const BOOK = { id: 'b', name: 'book', args: { day: '2026-12-01' } };

/** A turn in which the agent only calls a tool. */
const CALLED = { ...SPOKEN, audioBytes: 0, toolCalls: 1 };

let bench: TalkBench;
let booked: unknown[];

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  bench.talk.end();
  bench.talk.close();
  vi.useRealTimers();
});

function bookTool(scheduling: ToolScheduling): Tool {
  const parameters = {
    type: 'object',
    properties: { day: { type: 'string', format: 'date' } },
    required: ['day'],
  };
  return {
    declaration: { name: 'book', description: 'Books a table.', parameters, scheduling },
    run: (args) => {
      booked.push(args);
      return Promise.resolve(ok({ output: 'booked' }));
    },
  };
}

/** A talk whose agent may ask, and books only with approval; each has 60 s. */
async function open(settings: Partial<CallSettings> = {}): Promise<void> {
  booked = [];
  bench = new TalkBench((ms) => vi.advanceTimersByTime(ms), settings, {
    createTools: (host) => {
      const tools = [askSupervisor(host, 60), needingApproval(bookTool('wait'), 60_000)];
      return new CallToolRunner(tools, host, silentLog);
    },
  });
  await bench.begin();
}

async function passes(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

/** The agent makes a call after the caller has spoken, and says that it is asking. */
async function calls(call: typeof ASK | typeof BOOK): Promise<void> {
  bench.callerSays(600);
  bench.callerListens(800);
  bench.agent.handlers.onToolCalls([call]);
  bench.agentSays(400);
  bench.callerListens(600);
  await passes(0);
}

function onlyQuestion(): Question {
  const [question] = bench.call.questions;
  if (question === undefined || bench.call.questions.length !== 1) {
    throw new Error(`${String(bench.call.questions.length)} questions are open`);
  }
  return question;
}

function answer(text: string) {
  const questionId = onlyQuestion().id;
  return bench.talk.questions.answer({ kind: 'answerQuestion', questionId, text });
}

/** What the agent was sent as results or told as texts since the last time. */
function toldAgent(): string[] {
  return bench.toldAgent().filter((line) => !line.startsWith('speech '));
}

const toolTurn = () => bench.turns.find(({ tool }) => tool !== undefined);

function notes(): string[] {
  return bench.turns.flatMap(({ note }) => (note === null ? [] : [wordsOf(note)]));
}

describe('a question of the agent', () => {
  it('stands on the call until it is answered, and the agent gets the answer', async () => {
    await open();
    await calls(ASK);
    expect(onlyQuestion()).toMatchObject({
      kind: 'question',
      text: 'May I give 10 % off?',
      fallback: 'I offer a call back.',
    });
    expect(onlyQuestion().deadline - onlyQuestion().askedAt).toBe(60_000);
    toldAgent();
    expect(answer('Yes, up to 20 %.').ok).toBe(true);
    await passes(0);
    expect(toldAgent()).toEqual(['result a {"answer":"Yes, up to 20 %."}']);
    expect(bench.call.questions).toEqual([]);
    expect(notes()).toEqual([
      'Tool ask_supervisor(May I give 10 % off?): answered in 600 ms',
      'The AI asks the supervisor: May I give 10 % off?',
      'Supervisor answers "May I give 10 % off?": Yes, up to 20 %.',
    ]);
  });

  it('gets its fallback at the deadline, and not before', async () => {
    await open();
    await calls(ASK);
    toldAgent();
    await passes(onlyQuestion().deadline - Date.now() - 1);
    expect([toldAgent(), bench.call.questions.length]).toEqual([[], 1]);
    const { id: questionId } = onlyQuestion();
    await passes(1);
    expect(toldAgent()).toEqual([
      expect.stringMatching(
        /^result a .*No answer.*in time\. .*without one: I offer a call back\./,
      ),
    ]);
    expect(bench.call.questions).toEqual([]);
    const late = bench.talk.questions.answer({ kind: 'answerQuestion', questionId, text: 'Yes.' });
    expect(late).toMatchObject({
      ok: false,
      error: { kind: 'invalid-state', message: expect.stringContaining('in time') as string },
    });
    await passes(0);
    expect(toldAgent()).toEqual([]);
    expect(notes()).toContain('No answer to "May I give 10 % off?". Nobody answered in time.');
  });

  it('has the time that the agent gives it', async () => {
    await open();
    await calls({ ...ASK, args: { ...ASK.args, seconds: 10 } } as typeof ASK);
    const { askedAt, deadline } = onlyQuestion();
    expect(deadline - askedAt).toBe(10_000);
    await passes(10_000);
    expect(bench.call.questions).toEqual([]);
  });

  it('survives a new connection, and its answer is told over it', async () => {
    await open();
    await calls(ASK);
    bench.agent.handlers.onLink('resuming', null);
    bench.agent.handlers.onLink('ready', null);
    expect(bench.call.questions).toHaveLength(1);
    toldAgent();
    answer('Yes.');
    await passes(0);
    expect(toldAgent()).toEqual([
      expect.stringMatching(
        /^text Result of ask_supervisor\(.*{"answer":"Yes\."}.*Tell the caller/,
      ),
    ]);
  });

  it('stays when the caller talks over the agent, and its answer is told', async () => {
    await open();
    await calls(ASK);
    bench.agent.handlers.onToolCallsCancelled(['a']);
    expect(bench.call.questions).toHaveLength(1);
    toldAgent();
    answer('Yes.');
    await passes(0);
    expect(toldAgent()).toEqual([expect.stringMatching(/^text Result of ask_supervisor/)]);
  });

  it('is asked once though the agent asks it again', async () => {
    await open();
    await calls(ASK);
    await calls({ ...ASK, id: 'again' });
    expect(bench.call.questions).toHaveLength(1);
    toldAgent();
    answer('Yes.');
    await passes(0);
    expect(toldAgent()).toEqual(['result a {"answer":"Yes."}', 'result again {"answer":"Yes."}']);
  });

  const ENDINGS = {
    'taken-over': () => {
      bench.talk.takeOver();
    },
    'agent-gone': () => {
      bench.agent.handlers.onLink('failed', null);
    },
    'call-ended': () => {
      bench.talk.end();
    },
  } as const;

  it.each([
    ['a supervisor takes the call over', 'taken-over'],
    ['the agent gives up', 'agent-gone'],
    ['the call ends', 'call-ended'],
  ] as const)('closes when %s', async (_what, how) => {
    await open();
    await calls(ASK);
    const { id: questionId } = onlyQuestion();
    ENDINGS[how]();
    expect(bench.call.questions).toEqual([]);
    expect(notes().some((note) => note.startsWith('No answer to'))).toBe(true);
    const late = bench.talk.questions.answer({ kind: 'answerQuestion', questionId, text: 'Yes.' });
    expect(late).toMatchObject({
      error: { phrase: { params: { why: { code: `question.${how}` } } } },
    });
  });
});

describe('a question during a take-over', () => {
  it.each([ASK, BOOK])('closes at once: $name', async (call) => {
    await open();
    bench.talk.takeOver();
    toldAgent();
    bench.agent.handlers.onToolCalls([call]);
    await passes(0);
    expect(bench.call.questions).toEqual([]);
    expect(booked).toEqual([]);
    expect(toldAgent()).toEqual([expect.stringContaining('supervisor')]);
    expect(notes().filter((note) => note.startsWith('No answer to'))).toHaveLength(1);
  });
});

describe('a caller while a question is open', () => {
  const WATCHED = {
    watchdogs: {
      ...CALM.watchdogs,
      callerSilentMs: 10_000,
      callerSilentEndMs: 20_000,
      agentSilentMs: 6_000,
    },
  };

  it('may be silent, and no watchdog barks', async () => {
    await open(WATCHED);
    await calls(ASK);
    toldAgent();
    bench.callerListens(50_000);
    expect([bench.told, toldAgent()]).toEqual([[], []]);
  });

  it.each([
    ['whose turn is over', true],
    ['whose turn goes on', false],
  ])('is left to wait by an agent %s', async (_whose, over) => {
    await open(WATCHED);
    bench.callerSays(600);
    bench.callerListens(800);
    bench.agent.handlers.onToolCalls([ASK]);
    if (over) {
      bench.agent.handlers.onTurnComplete(CALLED);
    }
    toldAgent();
    bench.callerListens(30_000);
    expect([bench.told, toldAgent()]).toEqual([[], []]);
  });

  it('has a right to an answer when they speak meanwhile', async () => {
    await open(WATCHED);
    await calls(ASK);
    bench.callerSays(600);
    bench.callerListens(7_500);
    expect(bench.told).toEqual(['alert no-answer']);
  });
});

describe('a tool that needs approval', () => {
  const decide = (
    command:
      | { readonly kind: 'approveTool'; readonly args: Record<string, unknown> | null }
      | {
          readonly kind: 'rejectTool';
          readonly reason: string;
        },
  ) => bench.talk.questions.answer({ ...command, questionId: onlyQuestion().id });

  it('tells the agent that it has to wait, and does not make it wait in silence', async () => {
    await open();
    const [, book] = bench.agent.options.tools;
    expect(book).toMatchObject({
      scheduling: 'when-idle',
      description: expect.stringMatching(/^Books a table\. .*approve it first/) as string,
    });
  });

  it('is carried out only after a yes', async () => {
    await open();
    await calls(BOOK);
    expect(onlyQuestion()).toMatchObject({
      kind: 'approval',
      text: 'Books a table.',
      tool: 'book',
      args: BOOK.args,
    });
    expect(booked).toEqual([]);
    toldAgent();
    expect(toolTurn()).toMatchObject({ status: 'partial', tool: { state: 'waiting' } });
    expect(decide({ kind: 'approveTool', args: null }).ok).toBe(true);
    await passes(0);
    expect(toolTurn()).toMatchObject({ status: 'final', tool: { state: 'done' } });
    expect(booked).toEqual([BOOK.args]);
    expect(toldAgent()).toEqual(['result b {"output":"booked"}']);
    expect(notes()).toEqual([
      'Tool book({"day":"2026-12-01"}): answered in 600 ms',
      'The AI asks for approval: Tool book({"day":"2026-12-01"})',
      'Supervisor approves: Tool book({"day":"2026-12-01"})',
    ]);
  });

  it('is carried out with changed arguments, if it takes them', async () => {
    await open();
    await calls(BOOK);
    expect(decide({ kind: 'approveTool', args: { day: 'soon' } })).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input', message: expect.stringContaining('day') as string },
    });
    expect(bench.call.questions).toHaveLength(1);
    expect(decide({ kind: 'approveTool', args: { day: '2026-12-02' } }).ok).toBe(true);
    await passes(0);
    expect(booked).toEqual([{ day: '2026-12-02' }]);
    expect(toolTurn()?.tool?.args).toBe('{"day":"2026-12-02"}');
    expect(notes()).toContain('Supervisor approves with changes: Tool book({"day":"2026-12-02"})');
  });

  it('is not carried out after a no, whose reason the agent learns', async () => {
    await open();
    await calls(BOOK);
    toldAgent();
    expect(decide({ kind: 'rejectTool', reason: 'Closed that day.' }).ok).toBe(true);
    await passes(0);
    expect(booked).toEqual([]);
    expect(toldAgent()).toEqual([
      'result b {"error":"Not carried out: your supervisor said no. Closed that day."}',
    ]);
  });

  it('is not carried out without an answer in time', async () => {
    await open();
    await calls(BOOK);
    toldAgent();
    await passes(60_000);
    expect(booked).toEqual([]);
    expect(toldAgent()).toEqual([expect.stringContaining('did not approve it. Nobody answered')]);
  });

  it('is given up when the agent calls it off before the answer', async () => {
    await open();
    await calls(BOOK);
    bench.agent.handlers.onToolCallsCancelled(['b']);
    await passes(0);
    expect(bench.call.questions).toEqual([]);
    expect(booked).toEqual([]);
    expect(notes()).toContain(
      'No answer to "Tool book({"day":"2026-12-01"})". The AI no longer needs an answer.',
    );
  });

  it('is not carried out when the call ends meanwhile', async () => {
    await open();
    await calls(BOOK);
    bench.talk.end();
    await passes(100_000);
    expect(booked).toEqual([]);
  });

  it('waits beside other questions, in the order in which they were asked', async () => {
    await open();
    await calls(ASK);
    await calls(BOOK);
    expect(bench.call.questions.map(({ kind }) => kind)).toEqual(['question', 'approval']);
    const questionId = bench.call.questions[1]?.id ?? '';
    bench.talk.questions.answer({ kind: 'approveTool', questionId, args: null });
    await passes(0);
    expect(booked).toHaveLength(1);
    expect(onlyQuestion().kind).toBe('question');
  });
});

describe('what the caller has keyed in as a secret', () => {
  const PIN = '493817';
  const bookWith = { ...BOOK, args: { ...BOOK.args, pin: PIN, tries: [1, Number(PIN)] } };
  const SHOWN = { ...BOOK.args, pin: '••••••', tries: '[1,••••••]' };

  async function keyIn(): Promise<void> {
    await open({ keys: 'secret' });
    for (const key of `${PIN}#`) {
      bench.talk.keyPressed(key);
    }
  }

  const written = (): string => JSON.stringify([bench.turns, bench.call]);

  it('does not stand in a question', async () => {
    await keyIn();
    await calls({
      ...ASK,
      args: { question: `Is the PIN ${PIN} right?`, without_answer: `I refuse ${PIN}.` },
    });
    expect(onlyQuestion()).toMatchObject({
      text: 'Is the PIN •••••• right?',
      fallback: 'I refuse ••••••.',
    });
    answer('Yes.');
    await passes(0);
    expect(written()).not.toContain(PIN);
  });

  it.each([
    ['as it is asked for', null, bookWith.args],
    [
      'with another change',
      { ...SHOWN, day: '2026-12-02' },
      { ...bookWith.args, day: '2026-12-02' },
    ],
  ])('is not shown to who approves a tool, which gets it: %s', async (_how, args, expected) => {
    await keyIn();
    await calls(bookWith);
    const { id: questionId } = onlyQuestion();
    expect(onlyQuestion()).toMatchObject({ args: SHOWN });
    bench.talk.questions.answer({ kind: 'approveTool', questionId, args });
    await passes(0);
    expect(booked).toEqual([expected]);
    expect(written()).not.toContain(PIN);
  });
});
