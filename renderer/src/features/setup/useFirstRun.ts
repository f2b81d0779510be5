import { useEffect, useRef } from 'react';
import { request } from '../../bridge/bridge';
import { useCallsStore } from '../../state/callsStore';
import { openDialog } from '../../state/uiStore';
import { keptSetup } from './setupStep';

/** Any of them says that somebody has set something up, or wants the demo. */
const DECISIONS = ['ARI_PASSWORD', 'GOOGLE_API_KEY', 'GOOGLE_CLOUD_PROJECT', 'DEMO_MODE'];

/** Whether nobody has decided anything yet. */
async function isUndecided(): Promise<boolean> {
  const result = await request('settings:list', null);
  return (
    result.ok &&
    result.value.length > 0 &&
    result.value.every(({ name, source }) => !DECISIONS.includes(name) || source === 'default')
  );
}

/** Opens the set-up on the first run, and again after a restart that was part of it. */
export function useFirstRun(): void {
  const mode = useCallsStore((state) => state.health?.mode ?? null);
  const isDone = useRef(false);
  useEffect(() => {
    if (mode === null || isDone.current) {
      return;
    }
    isDone.current = true;
    const kept = keptSetup();
    if (kept?.goesOn === true) {
      openDialog({ name: 'setup' });
    } else if (kept === null && mode === 'demo') {
      void isUndecided().then((undecided) => {
        if (undecided) {
          openDialog({ name: 'setup' });
        }
      });
    }
  }, [mode]);
}
