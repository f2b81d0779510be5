import type { MenuItemConstructorOptions } from 'electron';

/**
 * The program's menu: standard commands under their standard keys. `developer`: also reload and the
 * inspector.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  developer: boolean,
): MenuItemConstructorOptions[] {
  const onMac = platform === 'darwin';
  const separator = { type: 'separator' } as const;
  return [
    ...(onMac
      ? [{ role: 'appMenu' } as const]
      : [{ label: '&File', submenu: [{ role: 'quit' } as const] }]),
    { role: 'editMenu' },
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
