/** Scripted ends of a call, for unit tests of the code between them. */
import type {
  AgentTurn,
  StuckReason,
  ToolResult,
  VoiceAgent,
  VoiceAgentHandlers,
  VoiceAgentOptions,
  VoiceChangeOutcome,
} from '#main/agent/voiceAgent';
import type { CallerInfo, CallLegHandlers, OutgoingLeg } from '#main/call/callLeg';
import type { CallMemory } from '#main/call/life/callMemory';
import type {
  MediaTransport,
  MediaTransportHandlers,
  TransportCounters,
} from '#main/media/transport/mediaTransport';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import type { AgentLink } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import type { ToolScheduling } from '#model/profile';
import type { VoiceName } from '#model/voices';

/** A transport that notes its commands. */
export class FakeTransport implements MediaTransport {
  readonly name = 'simulated';
  readonly counters: TransportCounters = {
    framesIn: 0,
    framesOut: 0,
    framesLost: 0,
    framesLate: 0,
  };
  readonly told: string[] = [];
  handlers: MediaTransportHandlers | null = null;

  start(handlers: MediaTransportHandlers): void {
    this.handlers = handlers;
  }

  sendFrame(): boolean {
    this.counters.framesOut += 1;
    return true;
  }

  flush(): void {
    this.told.push('flush');
  }

  pausePlayback(): void {
    this.told.push('pause');
  }

  resumePlayback(): void {
    this.told.push('resume');
  }

  mark(id: string): void {
    this.told.push(`mark ${id}`);
  }

  requestQueueLength(): void {
    this.told.push('status');
  }

  close(): void {
    this.told.push('close');
    this.handlers?.onClose({ by: 'local' });
  }

  /** The caller says `ms` of a steady signal, loud or silent, 20 ms a frame, on the fake clock. */
  hear(ms: number, sample: number, advance: (ms: number) => void): void {
    const frame = Buffer.alloc(640);
    for (let at = 0; at < frame.length; at += 2) {
      frame.writeInt16LE(sample, at);
    }
    for (let elapsed = 0; elapsed < ms; elapsed += 20) {
      advance(20);
      this.counters.framesIn += 1;
      this.handlers?.onFrame(frame, performance.now());
    }
  }
}

/** A leg, of either direction, whose every operation succeeds unless a result is set. */
export class FakeLeg implements OutgoingLeg {
  readonly caller: CallerInfo;
  readonly told: string[] = [];
  readonly transports: FakeTransport[] = [];
  answerResult: Result<void> = done;
  mediaResult: Result<void> = done;
  checkResult: Result<'intact' | 'broken'> = ok('intact');
  hangUpResult: Result<void> = done;
  /** Result of playMusic, sendDtmf, transfer and joinWith. */
  operationResult: Result<void> = done;
  dialResult: Result<void> = done;
  handlers: CallLegHandlers | null = null;
  memory: CallMemory | null = null;
  /** What the leg was told to remember, in order. */
  readonly remembered: CallMemory[] = [];
  /** Variables of the channel; one that is missing is not set. */
  readonly variables = new Map<string, Promise<Result<string>>>();
  #settle: (answered: Result<void>) => void = () => undefined;
  readonly #answered = new Promise<Result<void>>((resolve) => {
    this.#settle = resolve;
  });

  readonly sharedLine?: true;

  constructor(callId = 'call-1', info: Partial<CallerInfo> = {}, shared = false) {
    if (shared) {
      this.sharedLine = true;
    }
    this.caller = {
      callId,
      callerNumber: '2001',
      callerName: 'Ana',
      dialedNumber: '1000',
      demo: false,
      trial: null,
      direction: 'inbound',
      profileId: '',
      adopted: false,
      ...info,
    };
  }

  dial(): Promise<Result<void>> {
    this.told.push('dial');
    return Promise.resolve(this.dialResult);
  }

  untilAnswered(): Promise<Result<void>> {
    return this.#answered;
  }

  /** The party of an outgoing leg answers. */
  pickUp(): void {
    this.#settle(done);
  }

  start(handlers: CallLegHandlers): void {
    this.handlers = handlers;
  }

  remember(memory: CallMemory): Promise<Result<void>> {
    this.remembered.push(memory);
    return Promise.resolve(this.operationResult);
  }

  ring(): Promise<Result<void>> {
    this.told.push('ring');
    return Promise.resolve(done);
  }

  answer(): Promise<Result<void>> {
    this.told.push('answer');
    return Promise.resolve(this.answerResult);
  }

  connectMedia(): Promise<Result<MediaTransport>> {
    this.told.push('connectMedia');
    if (!this.mediaResult.ok) {
      return Promise.resolve(this.mediaResult);
    }
    const transport = new FakeTransport();
    this.transports.push(transport);
    return Promise.resolve(ok(transport));
  }

  checkMedia(): Promise<Result<'intact' | 'broken'>> {
    this.told.push('checkMedia');
    return Promise.resolve(this.checkResult);
  }

  hangUp(reason: string): Promise<Result<void>> {
    this.told.push(`hangUp ${reason}`);
    return Promise.resolve(this.hangUpResult);
  }

  sendToFallback(extension: string | null): Promise<Result<void>> {
    this.told.push(extension === null ? 'sendToFallback' : `sendToFallback ${extension}`);
    return Promise.resolve(done);
  }

  refuse(): Promise<Result<void>> {
    this.told.push('refuse');
    return Promise.resolve(done);
  }

  playMusic(on: boolean): Promise<Result<void>> {
    return this.#operation(`music ${on ? 'on' : 'off'}`);
  }

  readVariable(name: string): Promise<Result<string>> {
    const notSet = fail(cordboardError('not-found', phrase('call.unknown')));
    return this.variables.get(name) ?? Promise.resolve(notSet);
  }

  sendDtmf(digits: string): Promise<Result<void>> {
    return this.#operation(`dtmf ${digits}`);
  }

  transfer(extension: string): Promise<Result<void>> {
    return this.#operation(`transfer ${extension}`);
  }

  joinWith(party: string): Promise<Result<void>> {
    return this.#operation(`join ${party}`);
  }

  release(): Promise<void> {
    this.told.push('release');
    return Promise.resolve();
  }

  #operation(told: string): Promise<Result<void>> {
    this.told.push(told);
    return Promise.resolve(this.operationResult);
  }
}

/** A turn that was heard. */
export const SPOKEN: AgentTurn = {
  end: 'complete',
  reason: null,
  audioBytes: 48_000,
  textParts: 0,
  toolCalls: 0,
  callerSpoke: true,
};

/** An agent that does what the test says. */
export class FakeAgent implements VoiceAgent {
  readonly options: VoiceAgentOptions;
  link: AgentLink = 'connecting';
  voice: VoiceName;
  startResult: Result<void> = done;
  /** The start waits for this. */
  startWait: Promise<void> | null = null;
  changeResult: Result<VoiceChangeOutcome> = ok('resumed');
  instructionResult: Result<void> = done;
  frames = 0;
  /** How many of them have sound. */
  soundFrames = 0;
  /** First sample of each frame that it received. */
  readonly heard: number[] = [];
  readonly told: string[] = [];
  #handlers: VoiceAgentHandlers | null = null;

  constructor(options: VoiceAgentOptions) {
    this.options = options;
    this.voice = options.voice;
  }

  get handlers(): VoiceAgentHandlers {
    if (this.#handlers === null) {
      throw new Error('the agent was not started');
    }
    return this.#handlers;
  }

  async start(handlers: VoiceAgentHandlers): Promise<Result<void>> {
    this.#handlers = handlers;
    this.told.push('start');
    if (this.startWait !== null) {
      await this.startWait;
    }
    if (this.startResult.ok) {
      handlers.onLink('ready', null);
    }
    return this.startResult;
  }

  sendAudio(frame: Buffer, hasSound: boolean): void {
    this.frames += 1;
    this.soundFrames += hasSound ? 1 : 0;
    this.heard.push(frame.readInt16LE(0));
  }

  sendText(text: string): void {
    this.told.push(`text ${text}`);
  }

  say(words: string): void {
    this.told.push(`say ${words}`);
  }

  sendContext(text: string): void {
    this.told.push(`context ${text}`);
  }

  sendToolResult({ id, response }: ToolResult): void {
    this.told.push(`result ${id} ${JSON.stringify(response)}`);
  }

  waitsForResult(scheduling: ToolScheduling): boolean {
    return scheduling === 'wait';
  }

  callerSpeechStarts(sinceOnsetMs: number): void {
    this.told.push(`speech starts ${sinceOnsetMs}`);
  }

  callerSpeechEnds(): void {
    this.told.push('speech ends');
  }

  callerAudioPauses(): void {
    this.told.push('audio pauses');
  }

  changeInstruction(systemInstruction: string): Promise<Result<void>> {
    this.told.push(`instruction ${systemInstruction}`);
    return Promise.resolve(this.instructionResult);
  }

  reconnect(reason: StuckReason): void {
    this.told.push(`reconnect ${reason}`);
  }

  changeVoice(voice: VoiceName): Promise<Result<VoiceChangeOutcome>> {
    this.told.push(`voice ${voice}`);
    return Promise.resolve(this.changeResult);
  }

  changeModel(model: string): Promise<Result<VoiceChangeOutcome>> {
    this.told.push(`model ${model}`);
    return Promise.resolve(this.changeResult);
  }

  close(): void {
    this.told.push('close');
  }

  /** Sends `ms` of loud audio at 24 kHz. */
  speak(ms: number): void {
    this.handlers.onAudio(Buffer.alloc(ms * 48, 0x20));
  }

  /** Ends a turn without sound. By default the service has given the turn up. */
  endMute(turn: Partial<AgentTurn> = { end: 'failed', reason: 'RESPONSE_REJECTED' }): void {
    this.handlers.onTurnComplete({ ...SPOKEN, audioBytes: 0, ...turn });
  }
}
