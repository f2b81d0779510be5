/** What of the settings waits for a restart. */
import type { SettingView } from '#model/settings';
import type { Changes } from './useSettings';

/** A setting as it is saved: what is typed is a change of this. */
export function savedOf(setting: SettingView): Pick<SettingView, 'value' | 'source'> {
  return setting.pending ?? setting;
}

/** The settings that would wait for a restart once these changes are saved. */
export function waitingFor(
  settings: readonly SettingView[],
  changes: Changes,
): readonly SettingView[] {
  return settings.filter((setting) => {
    const changed = changes[setting.name];
    return changed === undefined ? setting.pending !== null : !isInForce(setting, changed);
  });
}

/** Whether saving this text leaves nothing to a restart. The window does not know secrets. */
function isInForce(setting: SettingView, text: string): boolean {
  const { live, secret, value, defaultValue } = setting;
  return live || (!secret && (text === '' ? defaultValue : text) === value);
}
