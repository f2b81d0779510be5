import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SPOKEN } from '#support/call/fakes';
import { TalkBench } from '#support/call/talkBench';

let bench: TalkBench;

beforeEach(async () => {
  vi.useFakeTimers();
  bench = new TalkBench((ms) => vi.advanceTimersByTime(ms));
  await bench.begin();
});

afterEach(() => {
  bench.talk.end();
  bench.talk.close();
  vi.useRealTimers();
});

it('writes an answer down as one turn, though the agent goes on with it after an end', () => {
  const { agent } = bench;
  agent.speak(1_000);
  agent.handlers.onAgentText('Let me think.');
  agent.handlers.onTurnComplete({ ...SPOKEN, end: 'goes-on' });
  bench.callerListens(300);
  agent.speak(500);
  agent.handlers.onAgentText(' It comes on Monday.');
  agent.handlers.onTurnComplete(SPOKEN);
  bench.callerListens(3_000);
  expect(bench.turns).toMatchObject([
    { speaker: 'agent', status: 'final', text: 'Let me think. It comes on Monday.' },
  ]);
});
