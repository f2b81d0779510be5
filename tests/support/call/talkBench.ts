/** A talk between scripted ends, for unit tests of what a talk does. */
import type { CallSettings } from '#main/call/callSettings';
import { firstValue } from '#main/call/life/callValue';
import { LiveCall } from '#main/call/liveCall';
import { Talk } from '#main/call/talk/talk';
import type { TalkOptions } from '#main/call/talk/talkOptions';
import type { ToolHost, ToolRunner } from '#main/call/tools/toolRunner';
import { createFrameClock } from '#main/media/clock/frameClock';
import { energyEngine } from '#main/media/vad/energyVad';
import { done } from '#main/util/result';
import type { Call, CallDirection } from '#model/call';
import type { ToolScheduling } from '#model/profile';
import type { Turn } from '#model/transcript';
import { USUAL_ATTENTION } from '#support/call/attention';
import { someFacts } from '../callFacts';
import { recordingLog } from '../log';
import { FakeAgent, FakeTransport, SPOKEN } from './fakes';

/** Peak of the caller's voice in the tests. */
export const LOUD = 3_000;

/** Settings under which nothing happens by itself. */
export const CALM: CallSettings = {
  profileId: 'default',
  profileName: 'Default',
  profileDoubt: null,
  knowledge: {
    timeZone: 'Europe/Berlin',
    tellsCaller: true,
    channelVariables: [],
    earlierCalls: false,
  },
  lookUp: null,
  voice: 'Puck',
  model: 'gemini-3.8-live',
  systemInstruction: 'Be kind.',
  language: '',
  greeting: '',
  disclosure: '',
  bargeIn: 'immediate',
  bargeInConfirmMs: 600,
  endpointing: 'service',
  vad: {
    energyThreshold: 300,
    adaptiveNoiseFloor: false,
    sileroThreshold: 0.5,
    speechMs: 100,
    silenceMs: 500,
  },
  keys: 'none',
  tools: {
    endCall: false,
    transferCall: false,
    sendDtmf: false,
    takeMessage: false,
    askSupervisor: false,
    googleSearch: false,
    approval: { endCall: false, transferCall: false, sendDtmf: false, takeMessage: false },
    answerSeconds: 60,
    http: [],
  },
  transferTargets: [],
  rules: [],
  fallback: { kind: 'announce' },
  mailbox: { kind: 'hang-up' },
  watchdogs: {
    callerSilentMs: 0,
    callerSilentEndMs: 0,
    agentSilentMs: 0,
    agentTalkingMs: 0,
    noMediaMs: 0,
    longCallMs: 0,
  },
  agentAway: { sound: 'silence', limitMs: 0 },
  autoAnswer: true,
  maxCallMs: 60_000,
  ringLimitMs: 0,
  holdLimitMs: 0,
  record: false,
  keepsPast: false,
  logTimes: false,
};

/** A talk whose agents and transport are scripted. The test sets the fake timers. */
export class TalkBench {
  settings: CallSettings;
  readonly talk: Talk;
  readonly transport = new FakeTransport();
  /** All agents that were made; the first is that of the call. */
  readonly agents: FakeAgent[] = [];
  /** Messages of the talk to its call, and the alerts it showed on it. */
  readonly told: string[] = [];
  readonly log = recordingLog();
  readonly turns: Turn[] = [];
  /** Gets the call whenever it changes. */
  onCall: (call: Call) => void = () => undefined;
  host: ToolHost | null = null;
  /** Kinds of the notices that are up. */
  #alerts: ReadonlySet<string> = new Set();
  readonly #liveCall: LiveCall;
  readonly #advance: (ms: number) => void;

  /** @param advance Lets time pass on the fake clock. */
  constructor(
    advance: (ms: number) => void,
    settings: Partial<CallSettings> = {},
    options: Partial<TalkOptions> = {},
    direction: CallDirection = 'inbound',
  ) {
    this.#advance = advance;
    this.settings = { ...CALM, ...settings };
    const first = firstValue({
      caller: {
        callId: 'call-1',
        callerNumber: '2001',
        callerName: 'Ana',
        dialedNumber: '1000',
        demo: false,
        trial: null,
        direction,
        profileId: '',
        adopted: false,
      },
      meterId: 1,
      settings: this.settings,
      hasAgent: true,
      sharedLine: false,
      origin: { startedAt: Date.now(), answeredAt: null },
    });
    const trouble = () => USUAL_ATTENTION.rules().trouble;
    const note = (call: Call): void => {
      this.#noteAlerts(call);
      this.onCall(call);
    };
    this.#liveCall = new LiveCall(first, note, trouble);
    this.talk = new Talk({ ...this.#options(), ...options });
  }

  /** The call's own agent. */
  get agent(): FakeAgent {
    const [agent] = this.agents;
    if (agent === undefined) {
      throw new Error('the talk has no agent');
    }
    return agent;
  }

  get call(): Call {
    return this.#liveCall.call;
  }

  /** Messages to the agent since the last look. */
  toldAgent(): string[] {
    return this.agent.told.splice(0);
  }

  /** Agent and transport are there. */
  async begin(): Promise<void> {
    this.#liveCall.input({ type: 'phase', phase: 'answering' });
    this.#liveCall.input({ type: 'phase', phase: 'connecting' });
    await this.talk.startAgent();
    this.talk.attach(this.transport);
    this.#liveCall.input({ type: 'phase', phase: 'live' });
    this.toldAgent();
  }

  /** The caller says something loud for `ms`. */
  callerSays(ms: number): void {
    this.transport.hear(ms, LOUD, this.#advance);
  }

  /** The caller is silent; their frames go on. */
  callerListens(ms: number): void {
    this.transport.hear(ms, 0, this.#advance);
  }

  /** The agent says a whole turn of `ms`, sent at once. */
  agentSays(ms: number): void {
    this.agent.speak(ms);
    this.agent.handlers.onGenerationComplete();
    this.agent.handlers.onTurnComplete(SPOKEN);
  }

  #noteAlerts({ notices }: Call): void {
    for (const { kind, severity } of notices) {
      if (severity === 'warn' && !this.#alerts.has(kind)) {
        this.told.push(`alert ${kind}`);
      }
    }
    this.#alerts = new Set(notices.map(({ kind }) => kind));
  }

  #options(): TalkOptions {
    const tell = (text: string) => (): void => {
      this.told.push(text);
    };
    return {
      callId: 'call-1',
      liveCall: this.#liveCall,
      agents: {
        create: (options) => {
          const agent = new FakeAgent(options);
          this.agents.push(agent);
          return agent;
        },
      },
      vad: energyEngine,
      clock: createFrameClock(this.log),
      settings: () => this.settings,
      createTools: (host) => this.#createTools(host),
      disclosure: () => this.settings.disclosure,
      toolActions: {
        endCall: tell('endCall'),
        transfer: ({ name }) => {
          this.told.push(`transfer ${name}`);
          return Promise.resolve(done);
        },
        sendDtmf: () => Promise.resolve(done),
        takeMessage: () => Promise.resolve(done),
      },
      command: () => Promise.resolve(done),
      onRuleDeed: () => undefined,
      knowledge: { forAgent: () => someFacts(), forTools: () => someFacts() },
      attention: USUAL_ATTENTION,
      estimateCost: () => 0,
      onTurn: (_callId, turn) => {
        this.turns[turn.id] = turn;
      },
      onAgentLink: () => undefined,
      onMediaLost: tell('media lost'),
      onNoMedia: tell('no media'),
      onCallerSilent: tell('caller silent'),
      onAgentAwayTooLong: tell('agent away too long'),
      onMailbox: tell('mailbox'),
      onHoldMusic: (on) => {
        this.told.push(`music ${on ? 'on' : 'off'}`);
      },
      log: this.log,
    };
  }

  /** Tools that answer when the test does, through `host`. */
  #createTools(host: ToolHost): ToolRunner {
    const { told } = this;
    let pending: readonly ToolScheduling[] = [];
    this.host = {
      ...host,
      sendResult: (result) => {
        pending = [];
        host.sendResult(result);
      },
    };
    return {
      declarations: [],
      get pending() {
        return pending;
      },
      run: (calls) => {
        pending = ['wait'];
        told.push(`tools ${calls.map(({ name }) => name).join(' ')}`);
      },
      cancel: (ids) => {
        pending = [];
        told.push(`cancel ${ids.join(' ')}`);
      },
      sessionGone: () => undefined,
      agentSpeaks: () => undefined,
      close: () => told.push('tools closed'),
    };
  }
}
