/** A real desk. The test controls everything behind it. */
import { tmpdir } from 'node:os';
import { type Settings, settingsWith } from '#main/config/settings/settings';
import {
  createSupervisorDesk,
  type SupervisorDesk,
  type SupervisorDeskParts,
} from '#main/desk/supervisorDesk';
import { done, ok, type Result } from '#main/util/result';
import type { CallId } from '#model/call';
import type { SettingsCheck, SettingsImport, SettingView } from '#model/settings';
import type { DoneSummary } from '#model/summary';
import type { SampleRequest, VoiceSample } from '#model/voiceSample';
import { type LogLines, recordingLog } from '../log';
import { answered } from '../lookUps';
import { FakeHistoryStore } from '../store/fakeHistoryStore';
import { aSummary } from '../summaries';
import { FakeReceivers } from '../webhooks/fakeReceivers';
import { FakeAlertRules, nothingTried } from './fakeAlertRules';
import { FakeCallControl } from './fakeCallControl';
import { FakeOperators } from './fakeOperators';
import { FakeProfiles } from './fakeProfiles';
import { FakeRehearsals } from './fakeRehearsals';
import { FakeReplayCalls } from './fakeReplayCalls';
import { FakeTestCalls } from './fakeTestCalls';

/** Settings that note each saving and answer it with `outcome`. */
class FakeSettings {
  readonly updates: Readonly<Record<string, string>>[] = [];
  readonly secrets: readonly string[] = [];
  outcome: Result<readonly SettingView[]> = ok([]);

  list(): readonly SettingView[] {
    return [];
  }

  check(): SettingsCheck {
    return { refused: {}, warnings: {} };
  }

  settingsWith(): Settings {
    return settingsWith();
  }

  readImport(): SettingsImport {
    return { changes: {}, notes: [], holdsSecrets: false };
  }

  exportText(): string {
    return 'GEMINI_VOICE=Kore\n';
  }

  update(changes: Readonly<Record<string, string>>): Promise<Result<readonly SettingView[]>> {
    this.updates.push(changes);
    return Promise.resolve(this.outcome);
  }
}

/** Summaries that note what is asked for, and answer with `outcome`. */
class FakeSummaries {
  readonly redone: CallId[] = [];
  outcome: Result<DoneSummary> = ok(aSummary());

  redo(callId: CallId): Promise<Result<DoneSummary>> {
    this.redone.push(callId);
    return Promise.resolve(this.outcome);
  }
}

/** Samples of a few silent ms, that note what is asked for and answer with `outcome`. */
class FakeSamples {
  readonly asked: SampleRequest[] = [];
  outcome: Result<VoiceSample> = ok({ pcm: new Int16Array(80), sampleRateHz: 8_000 });

  sample(request: SampleRequest): Promise<Result<VoiceSample>> {
    this.asked.push(request);
    return Promise.resolve(this.outcome);
  }

  estimateUsd(requests: readonly SampleRequest[]): number {
    return requests.length / 1_000;
  }
}

/** A desk over this control and these parts. Fakes stand in for the parts that are left out. */
export function deskOver(
  parts: Pick<SupervisorDeskParts, 'control'> & Partial<SupervisorDeskParts>,
): SupervisorDesk {
  const { control, dataDir = tmpdir() } = parts;
  const ring = { tail: () => ({ lines: [], newest: 0, missed: 0 }) };
  const settings = new FakeSettings();
  return createSupervisorDesk({
    takeOverApplication: () => done,
    history: new FakeHistoryStore(),
    summaries: new FakeSummaries(),
    dataDir,
    profiles: new FakeProfiles(),
    testCalls: new FakeTestCalls(),
    replayCalls: new FakeReplayCalls(),
    replayPrice: (_profile, audioMs) => audioMs / 100_000,
    alertRules: new FakeAlertRules(),
    tryAlertRules: (_rules, days) => Promise.resolve(ok(nothingTried(days))),
    operators: new FakeOperators(),
    owner: 'owner',
    stationRules: () => ({
      autoLockTimeoutMs: 0,
      viewersMayListen: false,
      viewersSeeNumbers: true,
    }),
    rehearsals: new FakeRehearsals(),
    tryLookUp: () => Promise.resolve(ok({ state: 'tried', outcome: answered() })),
    samples: new FakeSamples(),
    tryTool: () =>
      Promise.resolve(
        ok({ state: 'tried', outcome: { state: 'answered', ms: 1, response: '{}' } }),
      ),
    settings,
    testSettings: () => Promise.resolve([]),
    ring,
    webhooks: new FakeReceivers(),
    diagnostics: {
      dataDir,
      version: '9.9.9',
      ring,
      settings,
      health: () => control.snapshot().health,
      liveCalls: () => control.snapshot().calls.length,
    },
    log: recordingLog(),
    ...parts,
  });
}

/** An entry of the audit without its place in it. */
export type AuditedDeed = {
  readonly actor: string;
  readonly action: string;
  readonly callId: string | null;
  readonly params: unknown;
  readonly result: string;
};

/** A desk, and what stands behind it. */
export class DeskBench {
  readonly desk: SupervisorDesk;
  readonly control: FakeCallControl;
  readonly history = new FakeHistoryStore();
  readonly profiles = new FakeProfiles();
  readonly testCalls = new FakeTestCalls();
  readonly operators = new FakeOperators();
  readonly replayCalls = new FakeReplayCalls();
  readonly settings = new FakeSettings();
  readonly webhooks = new FakeReceivers();
  readonly summaries = new FakeSummaries();
  readonly samples = new FakeSamples();
  readonly rehearsals = new FakeRehearsals();
  readonly log: LogLines = recordingLog();
  /** Outcome of taking the application over. */
  takenOver: Result<void> = done;

  /** @param parts Other parts than the fakes above. */
  constructor(parts: Partial<SupervisorDeskParts> & { readonly control?: FakeCallControl } = {}) {
    this.control = parts.control ?? new FakeCallControl();
    const { control, history, profiles, testCalls, replayCalls, operators } = this;
    const { settings, webhooks, summaries, samples, rehearsals, log } = this;
    this.desk = deskOver({
      takeOverApplication: () => this.takenOver,
      ...{ history, profiles, testCalls, replayCalls, operators, settings, webhooks, summaries },
      ...{ samples, rehearsals, log },
      ...parts,
      control,
    });
  }

  /** The entries of the audit, oldest first. */
  get audited(): readonly AuditedDeed[] {
    return this.history.entries.map(({ actor, action, callId, params, result }) => ({
      ...{ actor, action, callId, result },
      params: JSON.parse(params) as unknown,
    }));
  }
}
