import path from 'node:path';
import { expect, it } from 'vitest';
import { useStage } from './stage/harness';

const EXAMPLE = path.resolve(import.meta.dirname, '../../docs/examples/shopAssistant.mjs');

const stage = useStage();

it('a plugin answers the agent, finds the caller’s speech and whispers, in a real call', async () => {
  const scene = await stage.open(
    { PLUGINS: EXAMPLE, VAD_ENGINE: 'loudness' },
    { callerText: () => 'I want to complain.' },
  );
  const phone = await scene.phone();
  await phone.call('1000');
  await scene.untilCall((call) => call.metrics.agentTurns === 1);
  const session = scene.gemini.lastSession;
  expect(JSON.stringify(session.setup?.message)).toContain('opening_hours');
  session.callTool('call-1', 'opening_hours', { day: 'saturday' });
  await expect
    .poll(() => session.toolResponses)
    .toMatchObject([{ functionResponses: [{ id: 'call-1', response: { hours: '10 to 14' } }] }]);
  await expect.poll(() => JSON.stringify(session.clientContents)).toContain('Apologise once');
  await phone.hangUp();
  await expect.poll(() => scene.cordboard.log()).toContain('loudest moment of the caller');
});
