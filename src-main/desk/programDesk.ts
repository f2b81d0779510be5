import { isSettingName } from '#main/config/settings/definitions/definitions';
import type { Settings } from '#main/config/settings/settings';
import type { SettingsStore } from '#main/config/settings/settingsStore';
import type { LogRing } from '#main/observability/logRing';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import type { LanguageChoice } from '#model/language';
import type { LogQuery, LogTail } from '#model/log';
import { phrase } from '#model/phrases/phrase';
import type {
  CheckItem,
  SettingsCheck,
  SettingsImport,
  SettingView,
  TestedGroup,
} from '#model/settings';
import type { WebhookReceiver } from '#model/webhooks';
import type { Actor } from './actor';
import type { Deeds } from './deeds';
import { type Bundle, type DiagnosticsParts, packDiagnostics } from './diagnostics';

/** Settings, log, diagnostics and receivers of webhooks, for one actor. */
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
  /** Saves WINDOW_LANGUAGE, as `updateSettings` does. */
  chooseLanguage(choice: LanguageChoice): Promise<Result<void>>;
  /** What would come of saving these changes. Nothing is saved. */
  checkSettings(changes: Readonly<Record<string, string>>): Promise<SettingsCheck>;
  /** Tries what a group of settings is for, with these changes, which stay unsaved. */
  testSettings(
    group: TestedGroup,
    changes: Readonly<Record<string, string>>,
  ): Promise<Result<readonly CheckItem[]>>;
  /** What the content of a `.env` file would change. Nothing is saved. */
  readImport(file: string, content: string): Promise<SettingsImport>;
  /** The settings as the text of a `.env` file, without secrets. */
  exportSettings(): Promise<Result<string>>;
  /** A restart is asked for, or called off. The shell carries it out once this has succeeded. */
  askRestart(when: 'now' | 'idle' | 'off'): Promise<Result<void>>;
  /**
   * Somebody ends the program, for good or for a restart, although calls are live. The shell
   * carries it out once this has succeeded.
   */
  endWithCalls(goal: 'quit' | 'restart', calls: number): Promise<Result<void>>;
  /** The newest of the kept log lines that match the query. */
  readLog(query: LogQuery): Promise<LogTail>;
  /**
   * Writes a bundle for people who help from afar, without secrets and personal data. Fails with
   * `refused` when the data folder cannot be written.
   */
  packDiagnostics(): Promise<Result<Bundle>>;
  webhookReceivers(): Promise<readonly WebhookReceiver[]>;
  /** Sends a receiver all that waits, now. Fails with `not-found`. */
  sendWebhooks(receiver: string): Promise<Result<void>>;
}

/** What the desk needs of the webhooks. */
type WebhookParts = {
  readonly receivers: readonly WebhookReceiver[];
  /** Gives whether there is such a receiver. */
  sendNow(receiver: string): boolean;
};

export type ProgramDeskParts = {
  readonly settings: Pick<
    SettingsStore,
    'list' | 'update' | 'check' | 'settingsWith' | 'readImport' | 'exportText'
  >;
  /** Tries what a group of settings is for. */
  readonly testSettings: (group: TestedGroup, settings: Settings) => Promise<readonly CheckItem[]>;
  readonly ring: Pick<LogRing, 'tail'>;
  readonly diagnostics: DiagnosticsParts;
  readonly webhooks: WebhookParts;
  readonly deeds: Deeds;
};

export function createProgramDesk(parts: ProgramDeskParts, actor: Actor): ProgramDesk {
  const { settings, ring, diagnostics, webhooks, deeds } = parts;
  const update: ProgramDesk['updateSettings'] = (changes) => {
    // Only known names: values may be secrets, and an unknown name may be any text.
    const params = { settings: Object.keys(changes).filter(isSettingName) };
    return deeds.do(actor, { action: 'settings.update', callId: null, params }, () =>
      settings.update(changes),
    );
  };
  return {
    settings: () => Promise.resolve(settings.list()),
    updateSettings: update,
    chooseLanguage: async (choice) => {
      const saved = await update({ WINDOW_LANGUAGE: choice });
      return saved.ok ? done : saved;
    },
    checkSettings: (changes) => Promise.resolve(settings.check(changes)),
    testSettings: (group, changes) => {
      const params = { group, settings: Object.keys(changes).filter(isSettingName) };
      return deeds.do(actor, { action: 'settings.test', callId: null, params }, async () =>
        ok(await parts.testSettings(group, settings.settingsWith(changes))),
      );
    },
    readImport: (file, content) => Promise.resolve(settings.readImport(file, content)),
    exportSettings: () =>
      deeds.do(actor, { action: 'settings.export', callId: null, params: {} }, () =>
        ok(settings.exportText()),
      ),
    askRestart: (when) =>
      deeds.do(actor, { action: 'program.restart', callId: null, params: { when } }, () => done),
    endWithCalls: (goal, calls) =>
      deeds.do(
        actor,
        goal === 'quit'
          ? { action: 'program.quit', callId: null, params: { calls } }
          : { action: 'program.restart', callId: null, params: { when: 'now', calls } },
        () => done,
      ),
    readLog: (query) => Promise.resolve(ring.tail(query)),
    packDiagnostics: () =>
      deeds.do(actor, { action: 'diagnostics.pack', callId: null, params: {} }, () =>
        packDiagnostics(diagnostics),
      ),
    webhookReceivers: () => Promise.resolve(webhooks.receivers),
    sendWebhooks: (receiver) => {
      // Only of a known receiver: an unknown one may be any text.
      const known = webhooks.receivers.find(({ id }) => id === receiver);
      const params = known === undefined ? {} : { host: known.host, events: known.waiting };
      return deeds.do(actor, { action: 'webhooks.send', callId: null, params }, () =>
        webhooks.sendNow(receiver)
          ? done
          : fail(cordboardError('not-found', phrase('webhooks.no-receiver'))),
      );
    },
  };
}
