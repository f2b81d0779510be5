import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { AgentLink } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import type { ToolScheduling } from '#model/profile';
import type { VoiceName } from '#model/voices';
import type {
  StuckReason,
  ToolResult,
  VoiceAgent,
  VoiceAgentFactory,
  VoiceAgentHandlers,
  VoiceAgentOptions,
  VoiceChangeOutcome,
} from '../voiceAgent';
import { AgentTools } from './agentTools';
import { CallerActivitySender } from './callerAudio/activitySender';
import type { CallerInput } from './callerAudio/input';
import { CallerAudioSender } from './callerAudio/sender';
import { AgentSession } from './session/agentSession';
import { Briefing } from './session/briefing';
import { GeminiConnector, seedSession, spokenTurns } from './session/connector';
import {
  DEFAULT_GEMINI_TIMES,
  type GeminiAgentSettings,
  type GeminiTimes,
  quotaBackoff,
} from './session/options';
import { SessionGate } from './session/sessionGate';
import type { SessionHandlers } from './session/sessionHandlers';
import { TurnReader } from './session/turnReader';
import { sessionInstruction } from './setup/instruction';
import { type ModelTraits, traitsOf } from './setup/modelTraits';
import { sayWordForWord } from './setup/prompts';
import { waitsForResult } from './setup/toolDeclarations';
import { noteText, speakText, tellTurns } from './textInput';
import type { GeminiConnection } from './wire/connection';
import type { ServerMessage } from './wire/serverMessages';

/**
 * Makes agents on Gemini Live. Each agent's `start` checks the settings and fails with `config`.
 */
export function createGeminiAgentFactory(settings: GeminiAgentSettings): VoiceAgentFactory {
  const times = { ...DEFAULT_GEMINI_TIMES, ...settings.times };
  const gate = new SessionGate({ backoff: quotaBackoff(times) });
  const shared = { settings, times, gate, ready: new Set<GeminiLiveAgent>() };
  return { create: (options) => new GeminiLiveAgent(shared, options) };
}

/** What all agents of a factory have in common. */
type SharedParts = {
  readonly settings: GeminiAgentSettings;
  readonly times: GeminiTimes;
  readonly gate: SessionGate;
  /** The agents that have a session. */
  readonly ready: Set<GeminiLiveAgent>;
};

/**
 * A voice agent on the Gemini Live API. It translates between the port and the service's messages:
 * audio and text in, audio, text and tool calls out. `AgentSession` below it decides which
 * connection they travel on.
 */
class GeminiLiveAgent implements VoiceAgent {
  readonly #options: VoiceAgentOptions;
  readonly #log: Log;
  readonly #briefing: Briefing;
  readonly #session: AgentSession;
  readonly #ready: Set<GeminiLiveAgent>;
  readonly #callerInput: CallerInput;
  readonly #tools: AgentTools;
  readonly #turns = new TurnReader();
  #handlers: VoiceAgentHandlers | null = null;

  constructor({ settings, times, gate, ready }: SharedParts, options: VoiceAgentOptions) {
    this.#options = options;
    this.#log = settings.log.child({ callId: options.callId });
    this.#briefing = new Briefing(options.withFacts);
    this.#ready = ready;
    const unansweredMs = (): number | null => options.unansweredMs?.() ?? null;
    const Sender = options.endpointing === 'local' ? CallerActivitySender : CallerAudioSender;
    this.#callerInput = new Sender(settings, unansweredMs, () => ready.size);
    this.#tools = new AgentTools({
      declarations: options.tools,
      traits: () => this.#traits,
      callerInput: this.#callerInput,
      log: this.#log,
    });
    this.#session = new AgentSession({
      connector: new GeminiConnector({
        settings,
        options,
        times,
        briefing: this.#briefing,
        gate,
        log: this.#log,
      }),
      times,
      firstVoice: () => options.voice,
      firstModel: options.model,
      nextTurn: options.nextTurn,
      log: this.#log,
      handlers: this.#sessionHandlers(),
    });
  }

  get link(): AgentLink {
    return this.#session.link;
  }

  get voice(): VoiceName {
    return this.#session.voice;
  }

  start(handlers: VoiceAgentHandlers): Promise<Result<void>> {
    this.#handlers ??= handlers;
    this.#briefing.begin(this.#options.systemInstruction);
    return this.#session.start();
  }

  sendAudio(frame: Buffer, hasSound: boolean): void {
    this.#callerInput.push(frame, hasSound);
  }

  sendText(text: string): void {
    const { connection } = this.#session;
    if (connection !== null) {
      this.#session.handle.outdate();
      speakText(connection, this.#traits, text);
    }
  }

  say(words: string): void {
    this.sendText(sayWordForWord(words));
  }

  sendContext(text: string): void {
    const { connection, handle } = this.#session;
    this.#briefing.told(text, handle);
    if (connection !== null) {
      noteText(connection, this.#traits, text);
    }
  }

  sendToolResult(result: ToolResult): void {
    this.#tools.answer(result, this.#session.connection);
  }

  waitsForResult(scheduling: ToolScheduling): boolean {
    return waitsForResult(scheduling, this.#traits);
  }

  callerSpeechStarts(sinceOnsetMs: number): void {
    this.#callerInput.speechStarts(sinceOnsetMs);
  }

  callerSpeechEnds(): void {
    this.#callerInput.speechEnds();
  }

  callerAudioPauses(): void {
    this.#callerInput.pauses();
  }

  changeInstruction(systemInstruction: string): Promise<Result<void>> {
    if (this.#isOver) {
      return Promise.resolve(fail(cordboardError('cancelled', phrase('gemini.session-ended'))));
    }
    this.#briefing.changeInstruction(systemInstruction);
    const { connection } = this.#session;
    if (connection !== null) {
      this.#instruct(connection);
    }
    return Promise.resolve(done);
  }

  reconnect(reason: StuckReason): void {
    this.#session.reconnect(reason);
  }

  changeVoice(voice: VoiceName): Promise<Result<VoiceChangeOutcome>> {
    return this.#session.changeVoice(voice);
  }

  changeModel(model: string): Promise<Result<VoiceChangeOutcome>> {
    return this.#session.changeModel(model);
  }

  close(): void {
    this.#session.close();
    this.#handlers = null;
  }

  get #traits(): ModelTraits {
    return traitsOf(this.#session.model);
  }

  get #isOver(): boolean {
    return this.link === 'failed' || this.link === 'closed';
  }

  #sessionHandlers(): SessionHandlers {
    return {
      onOpened: (connection, outcome) => {
        this.#brief(connection, outcome);
      },
      onReady: (connection) => {
        this.#ready.add(this);
        if (this.#briefing.hasNewInstruction) {
          this.#instruct(connection);
        }
        this.#callerInput.attach(connection);
      },
      onGone: () => {
        this.#ready.delete(this);
        this.#callerInput.detach();
        this.#tools.sessionGone();
        this.#turns.reset();
      },
      onMessage: (message) => {
        this.#read(message);
      },
      onUsage: (usage) => {
        this.#tell((handlers) => {
          handlers.onUsage(usage);
        });
      },
      onLink: (link, error) => {
        this.#tell((handlers) => {
          handlers.onLink(link, error);
        });
      },
      onReconnected: (outcome, cause) => {
        this.#tell((handlers) => {
          handlers.onReconnected(outcome, cause);
        });
      },
      isQuiet: () => this.#options.isQuiet?.() ?? true,
    };
  }

  /** Sends a new connection what its session does not know. */
  #brief(connection: GeminiConnection, outcome: VoiceChangeOutcome): void {
    if (outcome === 'resumed') {
      const { handle } = this.#session;
      if (!handle.complete) {
        tellTurns(connection, this.#traits, spokenTurns(this.#options, handle.unknownFrom));
      }
      for (const note of this.#briefing.unknownTo(handle)) {
        noteText(connection, this.#traits, note);
      }
    } else if (this.#traits.textTurns === 'any-time') {
      seedSession(connection, this.#options, this.#traits, this.#briefing.all);
    }
  }

  /**
   * Gives the session the new instruction. A model that takes none gets a new session at the next
   * quiet moment.
   */
  #instruct(connection: GeminiConnection): void {
    if (this.#traits.instruction === 'changes') {
      const base = this.#briefing.useInstruction();
      connection.sendInstruction(sessionInstruction({ base, language: this.#options.language }));
    } else {
      this.#session.renewSoon();
    }
  }

  #read(message: ServerMessage): void {
    const { connection } = this.#session;
    this.#tell((handlers) => {
      this.#turns.read(message, handlers);
    });
    if (message.toolCalls.length + message.cancelledToolCalls.length > 0) {
      this.#readToolCalls(message, connection);
    }
  }

  #readToolCalls(message: ServerMessage, connection: GeminiConnection | null): void {
    const cancelled = this.#tools.cancel(message.cancelledToolCalls);
    // A handler may have ended the session meanwhile.
    const inUse = connection !== null && connection === this.#session.connection;
    const calls = inUse ? this.#tools.take(message.toolCalls, connection) : [];
    this.#tell((handlers) => {
      if (cancelled.length > 0) {
        handlers.onToolCallsCancelled(cancelled);
      }
      if (calls.length > 0) {
        handlers.onToolCalls(calls);
      }
    });
  }

  /** Calls a handler of the owner. A handler that throws must not break the session. */
  #tell(call: (handlers: VoiceAgentHandlers) => void): void {
    if (this.#handlers === null) {
      return;
    }
    try {
      call(this.#handlers);
    } catch (thrown) {
      this.#log.error({ error: thrown }, 'listener of the agent failed');
    }
  }
}
