import { expect, it } from 'vitest';
import { traitsOf } from '#main/agent/gemini/setup/modelTraits';

it('knows which models take text turns in a running session', () => {
  expect(traitsOf('gemini-3.8-live').textTurns).toBe('any-time');
  expect(traitsOf('models/gemini-3.1-flash-live-preview').textTurns).toBe('never');
});
