import { isSettingName } from '#main/config/settings/definitions/definitions';
import type { SettingsStore } from '#main/config/settings/settingsStore';
import type { LogRing } from '#main/observability/logRing';
import type { Result } from '#main/util/result';
import type { LogQuery, LogTail } from '#model/log';
import type { SettingView } from '#model/settings';
import type { Actor } from './actor';
import type { Deeds } from './deeds';
import { type Bundle, type DiagnosticsParts, packDiagnostics } from './diagnostics';

/** Settings, log and diagnostics, for one actor. */
export interface ProgramDesk {
  settings(): Promise<readonly SettingView[]>;
  /**
   * Saves settings by name; an empty text removes the saved value. Gives the whole new list. Fails
   * with `invalid-input`, `refused` (set in the environment or .env) or `config`, and then saves
   * nothing.
   */
  updateSettings(
    changes: Readonly<Record<string, string>>,
  ): Promise<Result<readonly SettingView[]>>;
  /** The newest of the kept log lines that match the query. */
  readLog(query: LogQuery): Promise<LogTail>;
  /**
   * Writes a bundle for people who help from afar, without secrets and personal data. Fails with
   * `refused` when the data folder cannot be written.
   */
  packDiagnostics(): Promise<Result<Bundle>>;
}

export type ProgramDeskParts = {
  readonly settings: Pick<SettingsStore, 'list' | 'update'>;
  readonly ring: Pick<LogRing, 'tail'>;
  readonly diagnostics: DiagnosticsParts;
  readonly deeds: Deeds;
};

export function createProgramDesk(parts: ProgramDeskParts, actor: Actor): ProgramDesk {
  const { settings, ring, diagnostics, deeds } = parts;
  return {
    settings: () => Promise.resolve(settings.list()),
    updateSettings: (changes) => {
      // Only known names: values may be secrets, and an unknown name may be any text.
      const params = { settings: Object.keys(changes).filter(isSettingName) };
      return deeds.do(actor, { action: 'settings.update', callId: null, params }, () =>
        settings.update(changes),
      );
    },
    readLog: (query) => Promise.resolve(ring.tail(query)),
    packDiagnostics: () =>
      deeds.do(actor, { action: 'diagnostics.pack', callId: null, params: {} }, () =>
        packDiagnostics(diagnostics),
      ),
  };
}
