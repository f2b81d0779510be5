import type { PendingSetting, SettingView } from '#model/settings';

/** The settings once changes are saved; those that are not live wait for a restart. */
export function afterSaving(
  settings: readonly SettingView[],
  changes: Readonly<Record<string, string>>,
): readonly SettingView[] {
  return settings.map((setting) => {
    const text = changes[setting.name];
    if (text === undefined) {
      return setting;
    }
    const saved = savedAs(setting, text);
    if (setting.live) {
      return { ...setting, ...saved };
    }
    return { ...setting, pending: saved.value === setting.value ? null : saved };
  });
}

function savedAs({ secret, defaultValue }: SettingView, text: string): PendingSetting {
  return text === ''
    ? { value: defaultValue, source: 'default' }
    : { value: secret ? '••••' : text, source: 'saved' };
}
