import type { HttpToolAccess } from '#main/call/tools/httpQuestion';
import type { SettingsStore } from '#main/config/settings/settingsStore';

/** Hosts and secrets of HTTP requests, as the settings have them at the moment. */
export function httpAccess(settings: Pick<SettingsStore, 'current'>): () => HttpToolAccess {
  return () => ({
    hosts: settings.current.httpToolHosts,
    secrets: settings.current.httpToolSecrets,
  });
}
