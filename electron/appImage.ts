import type { App } from 'electron';

type AppImageParts = {
  readonly isPackaged: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/**
 * The file of the AppImage that this program is; null when it is none. It runs from a mount that is
 * gone after its end, so `process.execPath` starts nothing later. A program from source may have
 * the variable from another AppImage that started it.
 */
export function appImageFile({ isPackaged, env }: AppImageParts): string | null {
  return isPackaged ? (env['APPIMAGE'] ?? null) : null;
}

/** First of the arguments, it has an AppImage unpack itself instead of mounting itself. */
const UNPACK = '--appimage-extract-and-run';

/**
 * Has the program start again once this process is gone.
 * @param args Arguments of this run, without the program itself.
 */
export function relaunch(
  app: Pick<App, 'isPackaged' | 'relaunch'>,
  env: AppImageParts['env'],
  args: readonly string[],
): void {
  const file = appImageFile({ isPackaged: app.isPackaged, env });
  if (file === null) {
    app.relaunch();
  } else {
    // The new process begins while the mount of this one is going away; a second mount often fails.
    app.relaunch({ execPath: file, args: [UNPACK, ...args.filter((each) => each !== UNPACK)] });
  }
}
