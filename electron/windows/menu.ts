import type { MenuItemConstructorOptions } from 'electron';
import type { MenuGroup } from '../contract/requests';

type MenuOptions = {
  readonly platform: NodeJS.Platform;
  /** Also reload and the inspector. */
  readonly developer: boolean;
  /** The window's own commands. */
  readonly groups: readonly MenuGroup[];
  /** A command of the window was chosen. */
  readonly onChosen: (id: string) => void;
};

/** The program's menu: the window's commands between standard ones under their standard keys. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { platform, developer, groups } = options;
  const onMac = platform === 'darwin';
  const separator = { type: 'separator' } as const;
  return [
    ...(onMac
      ? [{ role: 'appMenu' } as const]
      : [{ label: '&File', submenu: [{ role: 'quit' } as const] }]),
    { role: 'editMenu' },
    ...groups.map((group) => groupMenu(group, options)),
    {
      label: '&View',
      submenu: [
        ...(developer
          ? [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const, separator]
          : []),
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ];
}

/**
 * The keys stand in the labels: as accelerators they would act in text fields and dialogs, where
 * the window keeps still.
 */
function groupMenu(
  { label, entries }: MenuGroup,
  { onChosen }: Pick<MenuOptions, 'onChosen'>,
): MenuItemConstructorOptions {
  return {
    label: literal(label),
    submenu: entries.map((entry) => ({
      id: entry.id,
      label: literal(entry.key === '' ? entry.label : `${entry.label} (${entry.key})`),
      enabled: entry.enabled,
      click: () => {
        onChosen(entry.id);
      },
    })),
  };
}

/** An ampersand would mark the letter after it. */
function literal(text: string): string {
  return text.replaceAll('&', '&&');
}
