import { Check, Monitor, Moon, Sun } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { t } from '../../i18n/i18n';
import { THEME_CHOICES, useThemeStore } from '../../state/theme';

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

/** Chooses between the system's theme, light and dark. */
export function ThemeMenu() {
  const { choice, choose } = useThemeStore();
  const Icon = ICONS[choice];
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="btn btn-quiet btn-icon"
        aria-label={t('theme.label')}
        title={`${t('theme.label')}: ${t(`theme.${choice}`)}`}
      >
        <Icon size={16} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="pop min-w-44 p-1" align="end" sideOffset={4}>
          <DropdownMenu.RadioGroup
            value={choice}
            onValueChange={(value) => {
              choose(THEME_CHOICES.find((each) => each === value) ?? 'system');
            }}
          >
            {THEME_CHOICES.map((each) => (
              <DropdownMenu.RadioItem
                key={each}
                value={each}
                className="flex h-8 items-center gap-2 rounded px-2 outline-none data-highlighted:bg-raised"
              >
                <span className="w-4">
                  <DropdownMenu.ItemIndicator>
                    <Check size={14} aria-hidden="true" />
                  </DropdownMenu.ItemIndicator>
                </span>
                {t(`theme.${each}`)}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
