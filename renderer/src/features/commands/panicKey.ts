/** The key that closes the headset works from any program: the main process is told which it is. */
import { PANIC_ACCELERATOR } from '#contract/panicAccelerator';
import { request } from '../../bridge/bridge';
import { useHeadsetStore } from '../headset';
import { type KeyChoices, keysOf, useKeyChoices } from './keys/bindings';

/** A key as Electron writes it. */
function accelerator(combo: string): string {
  return combo
    .split('+')
    .map((part) =>
      part === 'mod' ? 'CommandOrControl' : part.charAt(0).toUpperCase() + part.slice(1),
    )
    .join('+');
}

/** The first of the keys that may be taken from other programs; null: none may. */
function takeable(choices: KeyChoices): string | null {
  const keys = keysOf('headset.panic', choices).map(accelerator);
  return keys.find((key) => PANIC_ACCELERATOR.test(key)) ?? null;
}

/** Tells the key now and whenever another is chosen. The returned function stops. */
export function followPanicKey(): () => void {
  let told: string | null | undefined;
  const tell = async (): Promise<void> => {
    const key = takeable(useKeyChoices.getState());
    if (key === told) {
      return;
    }
    told = key;
    const answer = await request('app:panicKey', { accelerator: key });
    if (!answer.ok) {
      // Told again with the next choice.
      told = undefined;
    } else if (useHeadsetStore.getState().headset.name !== 'off') {
      useHeadsetStore.setState({ panicHere: !answer.value });
    }
  };
  void tell();
  return useKeyChoices.subscribe(() => void tell());
}
