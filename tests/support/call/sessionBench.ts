/**
 * One call between scripted ends, for unit tests of a session. The test sets the fake timers.
 *
 *   const bench = new SessionBench();
 *   await bench.goLive();
 *   await bench.session.act({ kind: 'hold' });
 *   bench.leg.told                     // ['ring', 'answer', 'connectMedia', 'music on']
 */
import { vi } from 'vitest';
import type { VoiceAgentOptions } from '#main/agent/voiceAgent';
import type { CallLeg } from '#main/call/callLeg';
import { CallSession } from '#main/call/callSession';
import type { CallSettings } from '#main/call/callSettings';
import { AgentContent } from '#main/call/content/agentContent';
import type { Continues } from '#main/call/session/callSessionOptions';
import type { RuleDeed } from '#main/call/talk/nudges/nudges';
import type { AskLookUp } from '#main/call/tools/lookUp';
import type { ToolHost, ToolRunner } from '#main/call/tools/toolRunner';
import { createFrameClock } from '#main/media/clock/frameClock';
import { energyEngine } from '#main/media/vad/energyVad';
import type { VadEngine } from '#main/media/vad/voiceActivityDetector';
import { silentLog } from '#main/observability/log';
import { done, ok, type Result } from '#main/util/result';
import type { Call } from '#model/call';
import type { TakenMessage } from '#model/inbox';
import type { LookUpAnswer } from '#model/lookUp';
import type { Turn } from '#model/transcript';
import { USUAL_ATTENTION } from '#support/call/attention';
import { noAnswer } from '../lookUps';
import { FakeAgent, FakeLeg, type FakeTransport } from './fakes';
import { CALM } from './talkBench';

/** An agent without tools. */
export const NO_TOOLS: ToolRunner = {
  declarations: [],
  pending: [],
  run: nothing,
  cancel: nothing,
  sessionGone: nothing,
  agentSpeaks: nothing,
  close: nothing,
};

/** A session with its ends. */
export class SessionBench {
  readonly leg: FakeLeg;
  readonly session: CallSession;
  readonly turns: Turn[] = [];
  readonly messages: TakenMessage[] = [];
  /** What rules of the profile did. */
  readonly ruleDeeds: RuleDeed[] = [];
  /** Calls of the recorder, in order. */
  readonly recording: string[] = [];
  /** Legs that were made for parties to be called. */
  readonly parties: FakeLeg[] = [];
  /** Agents that write down what is said in a take-over: the caller's, then the supervisor's. */
  readonly transcribers: FakeAgent[] = [];
  settings: CallSettings;
  askLookUp: AskLookUp = noAnswer;
  recordingResult: Result<void> = done;
  released = false;
  #agent: FakeAgent | null = null;
  #call: Call | null = null;
  #toolHost: ToolHost | null = null;

  constructor(
    settings: Partial<CallSettings> = {},
    leg = new FakeLeg(),
    continues: Continues | null = null,
    vad: VadEngine = energyEngine,
  ) {
    this.settings = { ...CALM, ...settings };
    this.leg = leg;
    this.session = this.#createSession(leg, continues, vad);
  }

  get agent(): FakeAgent {
    return there(this.#agent);
  }

  get call(): Call {
    return there(this.#call);
  }

  /** What the agent's tools may do. */
  get toolHost(): ToolHost {
    return there(this.#toolHost);
  }

  /** The newest media connection. */
  get transport(): FakeTransport {
    return there(this.leg.transports.at(-1) ?? null);
  }

  /** Lets work pass that needs no time. */
  settle(): Promise<unknown> {
    return vi.advanceTimersByTimeAsync(0);
  }

  async goLive(): Promise<void> {
    this.session.begin();
    await this.settle();
    if (this.call.state !== 'live') {
      throw new Error(`the call is ${this.call.state}`);
    }
  }

  #createSession(leg: CallLeg, continues: Continues | null, vad: VadEngine): CallSession {
    return new CallSession({
      leg,
      meterId: 1,
      settings: (found = null) => settingsWith(this.settings, found),
      hasAgent: true,
      createContent: (call) =>
        new AgentContent(call, {
          agents: { create: (options) => this.#createAgent(options) },
          vad,
          clock: createFrameClock(silentLog),
          createTools: (host) => {
            this.#toolHost = host;
            return NO_TOOLS;
          },
          findEarlierCalls: () => Promise.resolve([]),
          askLookUp: (...asked) => this.askLookUp(...asked),
          attention: USUAL_ATTENTION,
          estimateCost: () => 0.01,
          continues,
          onTurn: (_callId, turn) => {
            this.turns[turn.id] = turn;
          },
          onMessage: (_call, message) => {
            this.messages.push(message);
          },
          onRuleDeed: (_callId, deed) => {
            this.ruleDeeds.push(deed);
          },
          onAgentLink: nothing,
        }),
      trouble: () => USUAL_ATTENTION.rules().trouble,
      createOutgoing: (party) => {
        const called = party.kind === 'number' ? party.number : party.extension;
        const made = new FakeLeg(`party-${called}`, { direction: 'outbound' });
        this.parties.push(made);
        return ok(made);
      },
      continues,
      startRecording: () =>
        Promise.resolve(this.recordingResult.ok ? ok(this.#makeRecording()) : this.recordingResult),
      onCall: (changed) => {
        this.#call = changed;
      },
      onReleased: () => {
        this.released = true;
      },
      log: silentLog,
    });
  }

  /** The first agent is that of the call; the others write down what is said. */
  #createAgent(options: VoiceAgentOptions): FakeAgent {
    const agent = new FakeAgent(options);
    if (this.#agent === null) {
      this.#agent = agent;
    } else {
      this.transcribers.push(agent);
    }
    return agent;
  }

  #makeRecording() {
    const note = (what: string) => () => {
      this.recording.push(what);
    };
    note('start')();
    return {
      tap: nothing,
      pause: note('pause'),
      resume: note('resume'),
      close: () => {
        note('close')();
        return Promise.resolve();
      },
    };
  }
}

/** What was looked up goes before the profile. Read at every frame. */
function settingsWith(settings: CallSettings, found: LookUpAnswer | null): CallSettings {
  return found === null
    ? settings
    : {
        ...settings,
        voice: found.voice ?? settings.voice,
        language: found.language ?? settings.language,
        greeting: found.greeting ?? settings.greeting,
      };
}

function there<T>(value: T | null): T {
  if (value === null) {
    throw new Error('not there yet');
  }
  return value;
}

function nothing(): void {
  // There is nobody to inform.
}
