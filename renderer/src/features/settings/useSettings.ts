import { useCallback, useEffect, useState } from 'react';
import type { SettingView } from '#model/settings';
import { request } from '../../bridge/bridge';
import { inWords } from '../../i18n/inWords';

/** Where the settings stand between the window and the main process. */
export type SettingsLoad =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'ready'; readonly settings: readonly SettingView[] };

export type SaveState =
  | { readonly state: 'idle' }
  | { readonly state: 'saving' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'saved'; readonly needRestart: readonly string[] };

/** Changed values by name; an empty text takes the saved value away. */
export type Changes = Readonly<Record<string, string>>;

/**
 * Whether the window may change a setting: what the environment or .env sets wins over what would
 * be saved.
 */
export function isLocked(setting: SettingView): boolean {
  return setting.source === 'environment' || setting.source === 'env-file';
}

/** Names among the changes that take effect only after a restart. */
export function needRestart(settings: readonly SettingView[], changes: Changes): readonly string[] {
  return settings
    .filter((setting) => setting.name in changes && !setting.live)
    .map((setting) => setting.name);
}

/** Reads and saves the settings, with the changes not yet saved. */
export function useSettings() {
  const [load, setLoad] = useState<SettingsLoad>({ state: 'loading' });
  const [changes, setChanges] = useState<Changes>({});
  const [save, setSave] = useState<SaveState>({ state: 'idle' });

  const read = useCallback(async () => {
    const result = await request('settings:list', null);
    setLoad(
      result.ok
        ? { state: 'ready', settings: result.value }
        : { state: 'failed', message: inWords(result.error.phrase) },
    );
  }, []);
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- set once the answer is there, not during the effect
    void read();
  }, [read]);

  const change = (name: string, value: string | null): void => {
    setSave({ state: 'idle' });
    setChanges((before) => {
      const next = { ...before };
      if (value === null) {
        Reflect.deleteProperty(next, name);
      } else {
        next[name] = value;
      }
      return next;
    });
  };
  const commit = async (): Promise<void> => {
    if (load.state !== 'ready') {
      return;
    }
    setSave({ state: 'saving' });
    const result = await request('settings:update', { changes });
    if (result.ok) {
      setSave({ state: 'saved', needRestart: needRestart(load.settings, changes) });
      setLoad({ state: 'ready', settings: result.value });
      setChanges({});
    } else {
      setSave({ state: 'failed', message: inWords(result.error.phrase) });
    }
  };
  const discard = (): void => {
    setChanges({});
    setSave({ state: 'idle' });
  };
  return { load, changes, save, change, commit, discard, read };
}
