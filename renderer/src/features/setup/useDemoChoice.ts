import { request } from '../../bridge/bridge';
import { closeDialog } from '../../state/uiStore';
import type { useSettings } from '../settings';

/** Whether the demo was asked for, and the way into it and out of it. */
export function useDemoChoice(form: ReturnType<typeof useSettings>) {
  const { load, read } = form;
  const isChosen =
    load.state === 'ready' &&
    load.settings.some(
      ({ name, source, value }) => name === 'DEMO_MODE' && source === 'saved' && value === 'true',
    );
  const choose = async (): Promise<void> => {
    const changes = { DEMO_MODE: isChosen ? '' : 'true' };
    const result = await request('settings:update', { changes });
    if (result.ok && !isChosen) {
      closeDialog();
    } else {
      await read();
    }
  };
  return { isChosen, choose };
}
