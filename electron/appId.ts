import type { App } from 'electron';

/** Name of the program among those of a machine; electron-builder.ts installs it under this one. */
export const APP_ID = 'invalid.cordboard.console';

/**
 * Tells Windows which program this is: without it, it shows no notifications of an installed one,
 * and keeps its windows apart from its entry in the task bar.
 */
export function identify(app: Pick<App, 'setAppUserModelId'>, platform: NodeJS.Platform): void {
  if (platform === 'win32') {
    app.setAppUserModelId(APP_ID);
  }
}
