import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallToolRunner } from '#main/call/tools/callToolRunner';
import type { Tool } from '#main/call/tools/toolRunner';
import { silentLog } from '#main/observability/log';
import { ok } from '#main/util/result';
import type { ToolScheduling } from '#model/profile';
import { SPOKEN } from '#support/call/fakes';
import { TalkBench } from '#support/call/talkBench';

const CALL = { id: 'a', name: 'book', args: { day: '2026-12-01' } };
const TOLD: unknown = expect.stringMatching(
  /^text Result of book\({"day":"2026-12-01"}\) .*: {"output":"booked"}\. .*Tell the caller\.$/,
);

let bench: TalkBench;
let finish: () => Promise<void>;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  bench.talk.end();
  bench.talk.close();
  vi.useRealTimers();
});

/** A talk whose agent has a tool that answers when the test says so. */
async function open(scheduling: ToolScheduling = 'when-idle'): Promise<void> {
  let answer: () => void = () => undefined;
  const book: Tool = {
    declaration: {
      name: 'book',
      description: 'Books.',
      parameters: { type: 'object' },
      scheduling,
    },
    run: () =>
      new Promise((resolve) => {
        answer = () => {
          resolve(ok({ output: 'booked' }));
        };
      }),
  };
  bench = new TalkBench(
    (ms) => vi.advanceTimersByTime(ms),
    {},
    { createTools: (host) => new CallToolRunner([book], host, silentLog) },
  );
  await bench.begin();
  finish = async () => {
    answer();
    await vi.advanceTimersByTimeAsync(0);
  };
}

/** The caller asks, and the agent says that it will see to it while the tool runs. */
function ask(): void {
  bench.callerSays(600);
  bench.callerListens(800);
  bench.agent.handlers.onToolCalls([CALL]);
  bench.agentSays(400);
  bench.callerListens(600);
}

function lose(): void {
  bench.agent.handlers.onLink('resuming', null);
}

function restore(): void {
  bench.agent.handlers.onLink('ready', null);
}

/** What was demanded of the agent since the last time. */
function demands(): string[] {
  return bench.toldAgent().filter((line) => !line.startsWith('speech '));
}

describe('the result of a tool whose session is gone', () => {
  it('is told to the next session, which speaks about it', async () => {
    await open();
    ask();
    lose();
    restore();
    demands();
    await finish();
    expect(demands()).toEqual([TOLD]);
  });

  it('is told when it came while no session was there', async () => {
    await open();
    ask();
    lose();
    demands();
    await finish();
    restore();
    expect(demands()).toEqual([TOLD]);
  });

  it('is only known to a session that gets the caller’s question again', async () => {
    await open();
    bench.callerSays(600);
    bench.callerListens(800);
    bench.agent.handlers.onToolCalls([CALL]);
    lose();
    demands();
    await finish();
    expect(demands()).toEqual([expect.stringMatching(/^context Result of book/)]);
  });

  it('is only known to a session that is asked for the rest of an answer', async () => {
    await open();
    bench.callerSays(600);
    bench.callerListens(800);
    bench.agent.speak(400);
    bench.agent.handlers.onToolCalls([CALL]);
    bench.callerListens(200);
    lose();
    demands();
    await finish();
    restore();
    expect(demands()).toEqual([
      expect.stringMatching(/^context Result of book/),
      expect.stringMatching(/^text Your last turn had no sound|^text You were cut off/),
    ]);
    bench.agentSays(800);
    bench.callerListens(3_000);
    expect(demands()).toEqual([]);
  });

  it('is only known when its tool is a silent one', async () => {
    await open('silent');
    ask();
    lose();
    restore();
    demands();
    await finish();
    expect(demands()).toEqual([expect.stringMatching(/^context Result of book/)]);
  });

  it('is not spoken about while the supervisor has the call', async () => {
    await open();
    ask();
    lose();
    restore();
    bench.talk.takeOver();
    demands();
    await finish();
    expect(demands()).toEqual([expect.stringMatching(/^context Result of book/)]);
  });

  it('is spoken about after a take-over that came before a session got it', async () => {
    await open();
    ask();
    lose();
    await finish();
    bench.talk.takeOver();
    restore();
    demands();
    bench.talk.handBack();
    expect(demands()).toEqual([TOLD]);
  });

  it.each([
    [
      'the supervisor has paused the agent',
      (on: boolean) => {
        bench.talk.pauseAgent(on);
      },
    ],
    [
      'the line is held',
      (on: boolean) => {
        bench.talk.hold(on);
      },
    ],
  ])('is spoken about after it came while %s', async (_why, keepOut) => {
    await open();
    ask();
    lose();
    restore();
    keepOut(true);
    bench.callerListens(100);
    demands();
    await finish();
    keepOut(false);
    expect(demands()).toEqual([TOLD]);
  });

  it('is told again when the session went before a word about it', async () => {
    await open();
    ask();
    await finish();
    expect(demands()).toContainEqual('result a {"output":"booked"}');
    lose();
    restore();
    expect(demands()).toEqual([TOLD]);
    bench.agentSays(800);
    bench.callerListens(1_000);
    lose();
    expect(demands()).toEqual([]);
  });

  it('is told to each session that is lost before a word about it, and spoken about once', async () => {
    await open();
    ask();
    await finish();
    for (let times = 0; times < 3; times += 1) {
      lose();
      demands();
      restore();
      expect(demands()).toEqual([TOLD]);
    }
    bench.agentSays(800);
    bench.callerListens(3_000);
    expect(demands()).toEqual([]);
  });
});

describe('a result that the agent has spoken about', () => {
  it.each([
    ['in the turn in which it called the tool', () => undefined],
    [
      'in a turn that goes on',
      () => {
        bench.agent.handlers.onTurnComplete({ ...SPOKEN, end: 'goes-on' });
      },
    ],
  ])('%s is not told again when the session goes', async (_when, pause) => {
    await open('wait');
    bench.callerSays(600);
    bench.callerListens(800);
    bench.agent.speak(400);
    bench.agent.handlers.onToolCalls([CALL]);
    await finish();
    pause();
    bench.agentSays(800);
    bench.callerListens(2_000);
    demands();
    lose();
    restore();
    bench.callerListens(1_000);
    expect(demands()).toEqual([]);
  });
});

describe('a voice change while a tool runs', () => {
  it('waits for it, however long that takes, and for what the agent says about it', async () => {
    await open();
    ask();
    demands();
    bench.talk.changeVoice('Kore');
    bench.callerListens(20_000);
    expect(demands()).toEqual([]);
    await finish();
    expect(demands()).toEqual(['result a {"output":"booked"}']);
    bench.agentSays(800);
    bench.callerListens(1_500);
    await vi.advanceTimersByTimeAsync(0);
    expect(demands()).toEqual(['voice Kore']);
  });
});
