import { Monitor, Moon, Sun } from 'lucide-react';
import { t } from '../../i18n/i18n';
import { THEME_CHOICES, useThemeStore } from '../../state/theme';
import { IconButton } from '../../ui/buttons/IconButton';
import { RadioMenu } from '../../ui/menus/RadioMenu';

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

/** Chooses between the system's theme, light and dark. */
export function ThemeMenu() {
  const { choice, choose } = useThemeStore();
  return (
    <RadioMenu
      trigger={
        <IconButton
          icon={ICONS[choice]}
          label={t('theme.label')}
          hint={`${t('theme.label')}: ${t(`theme.${choice}`)}`}
        />
      }
      className="min-w-44"
      align="end"
      sideOffset={4}
      value={choice}
      choices={THEME_CHOICES.map((value) => ({ value, text: t(`theme.${value}`) }))}
      onChange={choose}
    />
  );
}
