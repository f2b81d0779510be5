import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSettings } from '#main/call/callSettings';
import { CallToolRunner } from '#main/call/tools/callToolRunner';
import type { Tool, ToolHost } from '#main/call/tools/toolRunner';
import { ok } from '#main/util/result';
import type { TakenMessage } from '#model/inbox';
import { TOOL_TEXT_CHARS } from '#model/toolUse';
import { CALM, TalkBench } from '#support/call/talkBench';

const TOLD = 'context The caller has keyed this in on their telephone: "123456".';
const PROMPT: unknown = expect.stringMatching(/^text The caller has finished keying in/);

let bench: TalkBench;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  bench.talk.end();
  bench.talk.close();
  vi.useRealTimers();
});

async function open(settings: Partial<CallSettings> = { keys: 'agent' }): Promise<void> {
  bench = new TalkBench((ms) => vi.advanceTimersByTime(ms), settings);
  await bench.begin();
}

function there<T>(value: T | null): T {
  if (value === null) {
    throw new Error('not there yet');
  }
  return value;
}

/** The caller presses keys, two a second. */
function press(keys: string): void {
  for (const key of keys) {
    bench.talk.keyPressed(key);
    bench.callerListens(500);
  }
}

/** What the agent was told since the last time, but for the ends of speech. */
function told(): string[] {
  return bench.toldAgent().filter((line) => !line.startsWith('speech '));
}

const written = (): string[] => bench.turns.map(({ text }) => text);

describe('keys for the agent', () => {
  it('are told as a whole after #, and answered', async () => {
    await open();
    press('123456');
    expect(told()).toEqual([]);
    press('#');
    expect(told()).toEqual([TOLD, PROMPT]);
    expect(written()).toEqual(['Caller keyed in: 123456']);
  });

  it('are told after 3 s without a further key', async () => {
    await open();
    press('123456');
    bench.callerListens(2_400);
    expect(told()).toEqual([]);
    bench.callerListens(200);
    expect(told()).toEqual([TOLD, PROMPT]);
  });

  it('are told alone when they are only #', async () => {
    await open();
    press('#');
    expect(told()).toEqual([expect.stringContaining('"#"'), PROMPT]);
  });

  it('are told at 64 keys, and the next one begins another entry', async () => {
    await open();
    press('1'.repeat(65));
    expect(told()).toEqual([expect.stringContaining(`"${'1'.repeat(64)}"`), PROMPT]);
    bench.agentSays(200);
    bench.callerListens(3_000);
    expect(told()).toEqual([expect.stringContaining('"1"'), PROMPT]);
  });

  it('wait until the agent has finished speaking', async () => {
    await open();
    bench.agentSays(6_000);
    press('123456#');
    expect(told()).toEqual([]);
    bench.callerListens(3_500);
    expect(told()).toEqual([TOLD, PROMPT]);
  });

  it('that came as several entries meanwhile are told together, with one prompt', async () => {
    await open();
    bench.agentSays(6_000);
    press('123456#789#');
    bench.callerListens(3_500);
    expect(told()).toEqual([TOLD, expect.stringContaining('"789"'), PROMPT]);
  });

  it('wait for a connection, and are told once over the next one', async () => {
    await open();
    bench.agent.handlers.onLink('resuming', null);
    press('123456#');
    expect(told()).toEqual([]);
    bench.agent.handlers.onLink('ready', null);
    expect(told()).toEqual([TOLD, PROMPT]);
  });

  it('are answered over the next connection when this one is lost before the answer', async () => {
    await open();
    press('123456#');
    told();
    bench.agent.handlers.onLink('resuming', null);
    bench.agent.handlers.onLink('ready', null);
    // The agent keeps what it was told for later sessions itself.
    expect(told()).toEqual([PROMPT]);
  });

  const keptOut = {
    held: (on: boolean): void => {
      bench.talk.hold(on);
    },
    paused: (on: boolean): void => {
      bench.talk.pauseAgent(on);
    },
    'taken over': (on: boolean): void => {
      if (on) {
        bench.talk.takeOver();
      } else {
        bench.talk.handBack();
      }
    },
    muted: (on: boolean): void => {
      bench.talk.muteCaller(on);
    },
  };

  it.each(Object.entries(keptOut))(
    'are not told of a call that is %s, nor is the rest after it',
    async (_what, keepOut) => {
      await open();
      press('12');
      keepOut(true);
      press('3456#');
      keepOut(false);
      bench.callerListens(6_000);
      expect(bench.agent.told.join(' ')).not.toMatch(/keyed|keying/);
      expect(written().join(' ')).not.toMatch(/keyed/);
      press('123456#');
      expect(told()).toEqual(expect.arrayContaining([TOLD, PROMPT]));
    },
  );

  it('that are complete when the supervisor takes over are told after it', async () => {
    await open();
    bench.agentSays(3_000);
    press('123456#');
    bench.talk.takeOver();
    bench.callerListens(2_000);
    bench.talk.handBack();
    bench.callerListens(2_000);
    expect(told()).toEqual(expect.arrayContaining([TOLD, PROMPT]));
  });

  it('keep a caller from being asked whether they are there', async () => {
    await open({ keys: 'agent', watchdogs: { ...CALM.watchdogs, callerSilentMs: 5_000 } });
    for (const key of '1234') {
      bench.talk.keyPressed(key);
      bench.callerListens(2_900);
    }
    expect(told()).toEqual([]);
  });
});

describe('keys of a profile without them', () => {
  it('are told nobody, not even which they were', async () => {
    await open({ keys: 'none' });
    press('12#');
    bench.callerListens(4_000);
    expect(told()).toEqual([]);
    expect(new Set(written())).toEqual(new Set(['Caller pressed a key']));
  });
});

describe('secret keys', () => {
  it('are told the agent with the word to keep them, and written down as a number', async () => {
    await open({ keys: 'secret' });
    press('123456#');
    expect(told()).toEqual([
      `${TOLD} It is secret: use it where it is needed, but never say it aloud.`,
      PROMPT,
    ]);
    expect(written()).toEqual(['Caller keyed in something secret, number of keys: 6']);
    expect(bench.turns[0]?.note).toEqual({ code: 'note.keyed-secret', params: { count: 6 } });
    expect(JSON.stringify(bench.log.lines)).not.toContain('123456');
  });

  it('are not shown in what tools are asked, nor in a message', async () => {
    // As it is cut where it is longest, three keys of the secret would be left.
    const LONG = 'x'.repeat(TOOL_TEXT_CHARS - '{"output":"","pin":"123…'.length);
    const asked: unknown[] = [];
    const taken: TakenMessage[] = [];
    let toolHost: ToolHost | null = null;
    const check: Tool = {
      declaration: {
        name: 'check_pin',
        description: '',
        parameters: { type: 'object' },
        scheduling: 'wait',
      },
      run: (args) => {
        asked.push(args);
        return Promise.resolve(ok({ output: LONG, ...args }));
      },
    };
    bench = new TalkBench(
      (ms) => vi.advanceTimersByTime(ms),
      { keys: 'secret' },
      {
        createTools: (host, _settings, { log }) => {
          toolHost = host;
          return new CallToolRunner([check], host, log);
        },
        toolActions: {
          endCall: () => undefined,
          transfer: () => Promise.resolve(ok(undefined)),
          sendDtmf: () => Promise.resolve(ok(undefined)),
          takeMessage: (message) => {
            taken.push(message);
            return Promise.resolve(ok(undefined));
          },
        },
      },
    );
    await bench.begin();
    press('123456#');
    bench.agent.handlers.onToolCalls([{ id: 'a', name: 'check_pin', args: { pin: '123456' } }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual([{ pin: '123456' }]);
    expect(written().at(-1)).toContain('check_pin({"pin":"••••••"})');
    expect(bench.turns.at(-1)?.tool?.result).toHaveLength(TOOL_TEXT_CHARS);
    expect(JSON.stringify(bench.turns)).not.toContain('123');
    await there<ToolHost>(toolHost).takeMessage({
      from: 'Ana',
      callBack: '',
      text: 'Her PIN is 123456.',
    });
    expect(taken).toEqual([{ from: 'Ana', callBack: '', text: 'Her PIN is ••••••.' }]);
  });
});
