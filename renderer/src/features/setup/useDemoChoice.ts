import type { Phrase } from '#model/phrases/phrase';
import { request } from '../../bridge/bridge';
import { useAttempt } from '../../ui/messages/useAttempt';
import type { useSettings } from '../settings';
import { demoAsked } from './demoAsked';

export type DemoChoice = ReturnType<typeof useDemoChoice>;

/**
 * Whether the demo was asked for, the way into it and out of it, and why that was refused.
 * @param onStay Leaves the set-up once the demo is chosen.
 */
export function useDemoChoice(form: ReturnType<typeof useSettings>, onStay: () => void) {
  const { load, read } = form;
  const [attempt, run] = useAttempt();
  const isChosen = load.state === 'ready' && demoAsked(load.settings) === 'saved';
  const update = async (): Promise<Phrase | null> => {
    const changes = { DEMO_MODE: isChosen ? '' : 'true' };
    const result = await request('settings:update', { changes });
    // It may have been refused because the settings are no longer as they are shown.
    await read();
    return result.ok ? null : result.error.phrase;
  };
  const choose = async (): Promise<void> => {
    if ((await run(update)) && !isChosen) {
      onStay();
    }
  };
  return { isChosen, attempt, choose };
}
