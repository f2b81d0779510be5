/** A scripted stand-in for `window.cordboard`, for tests and pictures of the window. */
import type {
  CordboardApi,
  Headset,
  HeadsetHandlers,
  LineHandlers,
  QuitRequest,
  TestCallLine,
} from '#contract/api';
import type { OpenLine } from '#contract/openLine';
import type {
  MenuGroup,
  RequestError,
  RequestInput,
  RequestName,
  RequestOutput,
  RequestResult,
} from '#contract/requests';
import { done, ok } from '#main/util/result';
import type { AgentAhead } from '#model/ahead';
import {
  type AlertRules,
  type AlertRulesSaving,
  type AlertRulesTried,
  DEFAULT_ALERT_RULES,
} from '#model/alertRules';
import type { HandBackBrief } from '#model/brief';
import type { CallId } from '#model/call';
import type { CallCommand } from '#model/commands';
import type { ConsoleEvent, ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type { Listening } from '#model/headset';
import type { InstructionInForce } from '#model/instruction';
import type { Language } from '#model/language';
import type { LogLine, LogQuery, LogTail } from '#model/log';
import type { LookUpTried } from '#model/lookUpTrial';
import type { StationView } from '#model/operators';
import type { ProfileSaving, TriedProfile } from '#model/profile';
import type { RehearsalResult, Rehearsals } from '#model/rehearsal';
import type { CheckItem, SettingsCheck, SettingsImport, SettingView } from '#model/settings';
import { type CallTimeline, TIMELINE_BUCKET_BYTES, type TimelinePlace } from '#model/timeline';
import type { ToolTried } from '#model/toolTrial';
import type { WebhookReceiver } from '#model/webhooks';
import { FakeProfiles } from '../desk/fakeProfiles';
import { answered } from '../lookUps';
import { aResult } from '../rehearsals';
import { mistakesIn } from './alertRuleMistakes';
import { aHealth, APP_INFO } from './callFixtures';
import { FakeHeadset } from './fakeHeadset';
import { FakeHistory } from './fakeHistory';
import { afterSaving } from './fakeSettings';
import type { PastLevels } from './harnessTalk';
import { historyAnswers } from './historyAnswers';
import { type Answers, refusal, type SentName, type SentRequest, UNNOTED } from './sentRequests';

/** The stand-in, with controls for the test. */
export class FakeBridge {
  readonly requests: SentRequest[] = [];
  readonly api: CordboardApi;
  readonly history = new FakeHistory();
  readonly profiles = new FakeProfiles();
  readonly headsets: FakeHeadset[] = [];
  /** Whether the key that closes a headset works everywhere. */
  panicKey = true;
  /** Whether the last minute of a call is kept. */
  keepsPast = true;
  /** The language that the window begins in. */
  language: Language = 'en';
  snapshot: ConsoleSnapshot;
  settings: readonly SettingView[] = [];
  /** What the AI will say. */
  ahead: AgentAhead | null = null;
  /** What the AI will be told at a hand-back. */
  brief: HandBackBrief = { text: '', of: [] };
  /** What comes of checking what is typed, of testing a section, and of reading a file. */
  settingsCheck: SettingsCheck = { refused: {}, warnings: {} };
  checkItems: readonly CheckItem[] = [];
  settingsImport: SettingsImport = { changes: {}, notes: [], holdsSecrets: false };
  /** What the AI follows. */
  instruction: InstructionInForce = { text: 'You are Robin.', changed: false };
  /** What comes of trying a look-up. */
  /** Scenarios and results of every profile. */
  rehearsals: Rehearsals = { scenarios: [], results: [], running: null, estimates: {} };
  /** What comes of a rehearsal. */
  rehearsed: RehearsalResult = aResult();
  /** Answer to the trial of a tool. */
  triedTool: ToolTried = {
    ...{ state: 'tried', outcome: { state: 'answered', ms: 80, response: '{ "output": 7 }' } },
  };
  tried: LookUpTried = { state: 'tried', outcome: answered() };
  alertRules: AlertRules = DEFAULT_ALERT_RULES;
  /** What comes of saving and of trying rules for alerts; null: they are saved as they are. */
  alertRulesSaved: AlertRulesSaving | null = null;
  alertsTried: AlertRulesTried = { state: 'invalid', problems: [] };
  receivers: readonly WebhookReceiver[] = [];
  /** Who works at the window. */
  station: StationView = {
    station: { state: 'own', operator: { name: 'owner', role: 'admin' } },
    operators: [],
    problem: null,
    viewersMayListen: false,
  };
  /** How often the window said that a person is there. */
  touches = 0;
  logLines: readonly LogLine[] = [];
  /** Whether the sounds of alerts are muted, as the window said last. */
  alertsMuted: boolean | null = null;
  panicAccelerator: string | null = null;
  /** The window's part of the native menu. */
  menu: readonly MenuGroup[] = [];
  readonly #eventListeners = new Set<(batch: ConsoleEventBatch) => void>();
  readonly #levelListeners = new Set<(batch: ArrayBuffer) => void>();
  readonly #profileListeners = new Set<() => void>();
  readonly #commandListeners = new Set<(id: string) => void>();
  readonly #lineListeners = new Set<(lines: readonly OpenLine[]) => void>();
  readonly #showListeners = new Set<(callId: CallId) => void>();
  readonly #stationListeners = new Set<(view: StationView) => void>();
  readonly #muteListeners = new Set<(muted: boolean) => void>();
  readonly #languageListeners = new Set<(language: Language) => void>();
  readonly #quitListeners = new Set<(request: QuitRequest) => void>();
  readonly #failures = new Map<SentName, RequestError[]>();
  readonly #gates = new Map<SentName, Promise<void>>();
  readonly #answers: Answers;

  constructor(snapshot: Partial<ConsoleSnapshot> = {}) {
    this.snapshot = { revision: 1, health: aHealth(), calls: [], transcripts: {}, ...snapshot };
    this.#answers = { ...this.#deskAnswers(), ...historyAnswers(this.history) };
    this.api = this.#createApi();
  }

  /** Puts it on the window, where the preload script would. */
  install(): this {
    Object.defineProperty(window, 'cordboard', { value: this.api, configurable: true });
    return this;
  }

  /** Sends events as the next batch. @returns the batch. */
  emit(...events: readonly ConsoleEvent[]): ConsoleEventBatch {
    const { revision } = this.snapshot;
    this.snapshot = { ...this.snapshot, revision: revision + 1 };
    const batch = { baseRevision: revision, revision: revision + 1, events };
    this.emitBatch(batch);
    return batch;
  }

  /** Sends a batch as it is. */
  emitBatch(batch: ConsoleEventBatch): void {
    tell(this.#eventListeners, batch);
  }

  /** Whether somebody takes the levels. */
  get levelsTaken(): boolean {
    return this.#levelListeners.size > 0;
  }

  emitLevels(batch: ArrayBuffer): void {
    tell(this.#levelListeners, batch);
  }

  /** The time line of every call, but for the levels of some. */
  timeline: CallTimeline = {
    levelsFromMs: null,
    firstBucket: 0,
    levels: new Uint8Array(),
    ...{ events: [], acts: [], samples: [] },
  };

  readonly pastLevels = new Map<CallId, PastLevels>();

  timelineFrom(callId: CallId, { bucket, event, act }: TimelinePlace): CallTimeline {
    const timeline = { ...this.timeline, ...this.pastLevels.get(callId) };
    return {
      ...timeline,
      firstBucket: bucket,
      levels: timeline.levels.slice(bucket * TIMELINE_BUCKET_BYTES),
      events: timeline.events.slice(event),
      acts: timeline.acts.slice(act),
    };
  }

  /** Tells the window that somebody changed the profiles. */
  tellProfilesChanged(): void {
    tell(this.#profileListeners);
  }

  /** Chooses a command in the native menu, or by the global key. */
  chooseCommand(id: string): void {
    tell(this.#commandListeners, id);
  }

  /** A person clicked on the notification of a call. */
  askToShow(callId: CallId): void {
    tell(this.#showListeners, callId);
  }

  /** Another window has these lines now. */
  tellLines(lines: readonly OpenLine[]): void {
    tell(this.#lineListeners, lines);
  }

  /** Tells the window who works at it now. */
  tellStation(view: StationView): void {
    this.station = view;
    tell(this.#stationListeners, view);
  }

  /** The tray mutes the sounds of alerts, or lets them be heard again. */
  tellMuted(muted: boolean): void {
    tell(this.#muteListeners, muted);
  }

  askToQuit(request: QuitRequest): void {
    tell(this.#quitListeners, request);
  }

  /** Makes the next request of a name fail. */
  failNext(name: SentName, message: string): void {
    const error = refusal('refused', message);
    this.#failures.set(name, [...(this.#failures.get(name) ?? []), error]);
  }

  /** Holds requests of a name back until the returned function is called. */
  hold(name: SentName): () => void {
    let release = (): void => undefined;
    this.#gates.set(
      name,
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    return () => {
      this.#gates.delete(name);
      release();
    };
  }

  /** Names of the requests made so far. */
  get sent(): readonly SentName[] {
    return this.requests.map((request) => request.name);
  }

  /** Commands to calls so far. */
  get commands(): readonly CallCommand[] {
    return this.requests
      .filter(({ name }) => name === 'calls:command')
      .map(({ input }) => (input as { readonly command: CallCommand }).command);
  }

  async #answer<Name extends RequestName>(
    name: Name,
    input: RequestInput<Name>,
  ): Promise<RequestResult<RequestOutput<Name>>> {
    const error = await this.#take(name, input);
    const answer = this.#answers[name];
    if (answer === undefined) {
      throw new Error(`the stand-in has no answer to ${name}`);
    }
    return error === undefined ? answer(input) : { ok: false, error };
  }

  /** Writes down what was sent. Resolves, once it is released, with the reason for a failure. */
  async #take(name: SentName, input: unknown): Promise<RequestError | undefined> {
    if (!UNNOTED.has(name)) {
      this.requests.push({ name, input });
    }
    await this.#gates.get(name);
    return this.#failures.get(name)?.shift();
  }

  #tail(query: LogQuery): LogTail {
    const lines = this.logLines.filter(
      ({ seq, text }) => seq > query.after && (query.call === '' || text.includes(query.call)),
    );
    return { lines, newest: this.logLines.at(-1)?.seq ?? 0, missed: 0 };
  }

  #restored(id: string, number: number): RequestResult<ProfileSaving> {
    const version = this.profiles.kept.find((each) => each.number === number);
    return version === undefined || version.profile.id !== id
      ? { ok: false, error: refusal('not-found', 'This version is gone.') }
      : ok(this.profiles.keep(version.profile));
  }

  #deskAnswers(): Answers {
    const { profiles } = this;
    return {
      'app:snapshot': () => ok(this.snapshot),
      'app:info': () => ok(APP_INFO),
      'app:language': () => ok(this.language),
      'app:chooseLanguage': () => done,
      'app:menu': ({ groups }) => {
        this.menu = groups;
        return done;
      },
      'app:takeOver': () => done,
      'app:restart': () => done,
      'app:cancelRestart': () => done,
      'app:answerQuit': () => done,
      'app:diagnostics': () => ok('/data/diagnostics/x.json'),
      'calls:command': () => done,
      'calls:ahead': () => ok(this.ahead),
      'calls:brief': () => ok(this.brief),
      'calls:instruction': () => ok(this.instruction),
      'calls:place': () => ok('placed-1'),
      'calls:timeline': ({ callId, from }) => ok(this.timelineFrom(callId, from)),
      'replays:estimate': () => ok({ audioMs: 12_000, costUsd: 0.02 }),
      'replays:start': () => ok('replay-1'),
      'settings:list': () => ok(this.settings),
      'settings:update': ({ changes }) => {
        this.settings = afterSaving(this.settings, changes);
        return ok(this.settings);
      },
      'settings:check': () => ok(this.settingsCheck),
      'settings:test': () => ok(this.checkItems),
      'settings:import': () => ok(this.settingsImport),
      'settings:export': () => ok(this.history.savedTo),
      'profiles:list': () => ok(profiles.list),
      'profiles:save': ({ profile }) => ok(profiles.keep(profile)),
      'profiles:tryLookUp': () => ok(this.tried),
      'rehearsals:read': () => ok(this.rehearsals),
      'rehearsals:saveScenarios': ({ scenarios }) => {
        this.rehearsals = { ...this.rehearsals, scenarios };
        return done;
      },
      'rehearsals:run': () => ok(this.rehearsed),
      'rehearsals:stop': () => done,
      'profiles:tryTool': () => ok(this.triedTool),
      'profiles:versions': () => ok(profiles.kept),
      'profiles:restore': ({ id, number }) => this.#restored(id, number),
      'profiles:remove': ({ id }) => {
        profiles.drop(id);
        return done;
      },
      'voices:sample': () => ok({ pcm: new Int16Array(80), sampleRateHz: 8_000 }),
      'voices:estimate': ({ samples }) => ok(0.001 * samples.length),
      'alertRules:read': () => ok({ rules: this.alertRules, problem: null }),
      'alertRules:check': ({ rules }) => ok(mistakesIn(rules)),
      'alertRules:save': () =>
        ok(this.alertRulesSaved ?? { state: 'saved', rules: this.alertRules }),
      'alertRules:try': () => ok(this.alertsTried),
      'logs:tail': (query) => ok(this.#tail(query)),
      'webhooks:list': () => ok(this.receivers),
      'webhooks:send': () => done,
      'app:theme': () => done,
      'app:panicKey': ({ accelerator }) => {
        this.panicAccelerator = accelerator;
        return ok(this.panicKey);
      },
      'app:muteAlerts': ({ muted }) => {
        this.alertsMuted = muted;
        return done;
      },
      'app:licences': () =>
        ok([{ name: 'zod', version: '4', licence: 'MIT', text: 'MIT License' }]),
      'app:openDocs': () => done,
      'windows:open': () => done,
      'windows:close': () => done,
      'windows:lines': () => ok([]),
      'windows:leaveLines': () => done,
      'station:view': () => ok(this.station),
      'station:signIn': () => done,
      'station:changePin': () => done,
      'station:lock': () => done,
      'station:touch': () => {
        this.touches += 1;
        return done;
      },
      'operators:save': () => done,
      'operators:remove': () => done,
    };
  }

  #createApi(): CordboardApi {
    return {
      request: (name, input) => this.#answer(name, input),
      openHeadset: (...opening) => this.#openHeadset(...opening),
      openTestCall: (...opening) => this.#openTestCall(...opening),
      openLevels: (listener) => listen(this.#levelListeners, listener),
      onEvents: (listener) => listen(this.#eventListeners, listener),
      onProfilesChanged: (listener) => listen(this.#profileListeners, listener),
      onCommand: (listener) => listen(this.#commandListeners, listener),
      onLinesElsewhere: (listener) => listen(this.#lineListeners, listener),
      onShowCall: (listener) => listen(this.#showListeners, listener),
      onStationChanged: (listener) => listen(this.#stationListeners, listener),
      onLanguageChanged: (listener) => listen(this.#languageListeners, listener),
      onAlertsMuted: (listener) => listen(this.#muteListeners, listener),
      onAboutRequested: () => () => undefined,
      onQuitRequested: (listener) => listen(this.#quitListeners, listener),
    };
  }

  async #openHeadset(
    callId: CallId,
    listening: Listening,
    handlers: HeadsetHandlers,
    scan = false,
  ): Promise<RequestResult<Headset>> {
    const error = await this.#take('openHeadset', { callId, listening, scan });
    if (error !== undefined) {
      return { ok: false, error };
    }
    const headset = new FakeHeadset(callId, handlers);
    this.headsets.push(headset);
    const { keepsPast, panicKey } = this;
    return ok(headset.on(listening, { keepsPast, panicKey }));
  }

  async #openTestCall(
    tried: TriedProfile,
    handlers: LineHandlers,
  ): Promise<RequestResult<TestCallLine>> {
    const error = await this.#take('openTestCall', tried);
    if (error !== undefined) {
      return { ok: false, error };
    }
    const headset = new FakeHeadset('test-1', { ...handlers, onSkip: () => undefined });
    this.headsets.push(headset);
    return ok({ ...headset.line, panicKey: this.panicKey });
  }
}

function tell<Told extends readonly unknown[]>(
  listeners: ReadonlySet<(...told: Told) => void>,
  ...told: Told
): void {
  for (const listener of listeners) {
    listener(...told);
  }
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
