import { useCallback, useEffect, useState } from 'react';
import type { Phrase } from '#model/phrases/phrase';
import type { SettingsCheck, SettingView } from '#model/settings';
import { request } from '../../bridge/bridge';

/** Where the settings stand between the window and the main process. */
export type SettingsLoad =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: Phrase }
  | { readonly state: 'ready'; readonly settings: readonly SettingView[] };

export type SaveState =
  | { readonly state: 'idle' }
  | { readonly state: 'saving' }
  | { readonly state: 'failed'; readonly message: Phrase }
  | { readonly state: 'saved' };

/** Changed values by name; an empty text takes the saved value away. */
export type Changes = Readonly<Record<string, string>>;

/** How long typing must rest before it is checked, ms. */
const CHECK_AFTER_MS = 250;

const NOTHING_WRONG: SettingsCheck = { refused: {}, warnings: {} };

/**
 * Whether the window may not change a setting: it can be set elsewhere alone, or what the
 * environment or .env sets wins over what would be saved.
 */
export function isLocked({ environmentOnly, source }: SettingView): boolean {
  return environmentOnly || source === 'environment' || source === 'env-file';
}

/** Has the main process judge what is typed, a moment after it was typed. */
function useCheck(changes: Changes, isReady: boolean): SettingsCheck {
  const [check, setCheck] = useState(NOTHING_WRONG);
  useEffect(() => {
    if (!isReady) {
      return;
    }
    let isCurrent = true;
    const timer = setTimeout(() => {
      void request('settings:check', { changes }).then((result) => {
        if (isCurrent && result.ok) {
          setCheck(result.value);
        }
      });
    }, CHECK_AFTER_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [changes, isReady]);
  return check;
}

/** Reads, checks and saves the settings, with the changes not yet saved. */
export function useSettings() {
  const [load, setLoad] = useState<SettingsLoad>({ state: 'loading' });
  const [changes, setChanges] = useState<Changes>({});
  const [save, setSave] = useState<SaveState>({ state: 'idle' });
  const check = useCheck(changes, load.state === 'ready');

  const read = useCallback(async () => {
    const result = await request('settings:list', null);
    setLoad(
      result.ok
        ? { state: 'ready', settings: result.value }
        : { state: 'failed', message: result.error.phrase },
    );
  }, []);
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- set once the answer is there, not during the effect
    void read();
  }, [read]);

  /** Takes a change into the form; null takes it back. */
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
  /** Takes many changes into the form, in addition to those that are there. */
  const changeAll = (more: Changes): void => {
    setSave({ state: 'idle' });
    setChanges((before) => ({ ...before, ...more }));
  };
  /**
   * Saves what is changed, and `more`. Resolves with whether it was saved; what was typed stays if
   * not.
   */
  const commit = async (more: Changes = {}): Promise<boolean> => {
    if (load.state !== 'ready') {
      return false;
    }
    setSave({ state: 'saving' });
    const result = await request('settings:update', { changes: { ...changes, ...more } });
    if (!result.ok) {
      setSave({ state: 'failed', message: result.error.phrase });
      return false;
    }
    setSave({ state: 'saved' });
    setLoad({ state: 'ready', settings: result.value });
    setChanges({});
    return true;
  };
  /**
   * Saves these apart from what is typed, which is then judged anew. Resolves with why that was
   * refused; null when it was not.
   */
  const saveAlone = async (alone: Changes): Promise<Phrase | null> => {
    const result = await request('settings:update', { changes: alone });
    if (!result.ok) {
      return result.error.phrase;
    }
    setLoad({ state: 'ready', settings: result.value });
    setChanges((before) => ({ ...before }));
    return null;
  };
  const discard = (): void => {
    setChanges({});
    setSave({ state: 'idle' });
  };
  return { load, changes, check, save, change, changeAll, commit, saveAlone, discard, read };
}
