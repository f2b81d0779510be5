import { expect, it } from 'vitest';
import { CALL_BACK, SCENARIOS } from '#main/demo/script';
import { DEMO_PLAN, DEMO_SUMMARIZER } from '#main/demo/summarizer';

it.each([...SCENARIOS, CALL_BACK])('has a summary of its own for $topic', async ({ greeting }) => {
  const request = { talk: `AI: ${greeting}`, startedAt: '', language: '', plan: DEMO_PLAN };
  const signal = new AbortController().signal;
  const made = await DEMO_SUMMARIZER.summarize(request, signal);
  const otherwise = await DEMO_SUMMARIZER.summarize({ ...request, talk: 'AI: Hello.' }, signal);
  expect(made.ok && made.value.content.text).not.toBe(otherwise.ok && otherwise.value.content.text);
  expect(DEMO_PLAN.outcomes).toContain(made.ok ? made.value.content.outcome : null);
});
