import type { SettingView } from '#model/settings';
import { t } from '../../i18n/i18n';
import { settingText } from '../../i18n/settingTexts';
import { Badge } from '../../ui/signs/Badge';
import type { Changes } from './useSettings';
import { savedOf, waitingFor } from './waiting';

/** A value as it may be shown: of a secret only that there is one. */
function shown(setting: SettingView, value: string): string {
  if (value === '') {
    return t('settings.empty');
  }
  return setting.secret ? t('settings.hidden') : value;
}

/** What saving would change: old and new value of each setting, and what waits for a restart. */
export function ChangeList(props: {
  readonly settings: readonly SettingView[];
  readonly changes: Changes;
}) {
  const { settings, changes } = props;
  const waiting = waitingFor(settings, changes);
  return (
    <ul
      className="max-h-48 divide-y divide-line overflow-y-auto border-t border-line px-5"
      aria-label={t('settings.review')}
      tabIndex={0}
    >
      {settings
        .filter(({ name }) => name in changes)
        .map((setting) => (
          <li key={setting.name} className="flex items-baseline gap-3 py-2">
            <span className="w-56 shrink-0 truncate font-medium" title={setting.name}>
              {settingText(setting.name).label}
            </span>
            <span className="min-w-0 flex-1 whitespace-pre-line select-text">
              <del className="text-faint">{shown(setting, savedOf(setting).value)}</del>
              <span aria-hidden="true"> → </span>
              <ins className="no-underline">
                {changes[setting.name] === '' && !setting.secret
                  ? shown(setting, setting.defaultValue)
                  : shown(setting, changes[setting.name] ?? '')}
              </ins>
            </span>
            {waiting.includes(setting) && <Badge>{t('settings.restart')}</Badge>}
          </li>
        ))}
    </ul>
  );
}
