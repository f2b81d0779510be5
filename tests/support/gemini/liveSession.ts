import type { RawData, WebSocket } from 'ws';
import { isVoiceName } from '../../../src-main/model/voices';
import type { ClientContent, SetupMessage } from './clientMessages';
import { readClientMessage } from './clientMessages';
import type { Conversation, Conversations } from './conversations';
import type { TurnRecord } from './modelTurn';
import { ModelTurn } from './modelTurn';
import type { AudioArrival, SetupRecord } from './sessionRecords';
import { SpeechDetector } from './speechDetector';
import type { CloseSpec, StandInKnobs } from './standInKnobs';

const INVALID_ARGUMENT = 'Request contains an invalid argument.';

/** One connection to the stand-in: its protocol, what it received, and the faults that can be made on it. */
export class LiveSession {
  /** From 0, in the order of the connections. */
  readonly index: number;
  /** The setup; null until it came. */
  setup: SetupRecord | null = null;
  /** The talk this connection belongs to; null until the setup was accepted. */
  conversation: Conversation | null = null;
  /** Setup was accepted and setupComplete sent. */
  ready = false;
  /** How it ended, seen from here; null while it is open. */
  closed: (CloseSpec & { readonly atMs: number }) | null = null;
  /** Caller audio as it came, 16 kHz. */
  readonly audio: AudioArrival[] = [];
  readonly clientContents: ClientContent[] = [];
  readonly texts: string[] = [];
  readonly toolResponses: unknown[] = [];
  /** What the client did wrong. */
  readonly violations: string[] = [];
  /** Turns of the model. */
  readonly turns: TurnRecord[] = [];
  readonly #ws: WebSocket;
  readonly #knobs: StandInKnobs;
  readonly #conversations: Conversations;
  readonly #detector = new SpeechDetector();
  readonly #timers = new Set<NodeJS.Timeout>();
  #turn: ModelTurn | null = null;
  #messages = 0;
  #holdsConversation = false;

  constructor(index: number, ws: WebSocket, knobs: StandInKnobs, conversations: Conversations) {
    this.index = index;
    this.#ws = ws;
    this.#knobs = knobs;
    this.#conversations = conversations;
    ws.on('message', (data, isBinary) => {
      this.#receive(data, isBinary);
    });
    ws.on('close', (code, reason) => {
      this.#onClosed({ code, reason: reason.toString('utf8') });
    });
    ws.on('error', () => undefined); // 'close' follows.
  }

  /** All caller audio of this connection, joined. */
  get callerAudio(): Int16Array {
    const joined = new Int16Array(this.audio.reduce((sum, part) => sum + part.samples.length, 0));
    let at = 0;
    for (const part of this.audio) {
      joined.set(part.samples, at);
      at += part.samples.length;
    }
    return joined;
  }

  /** The model is generating, or assumes that it is being played. */
  get speaking(): boolean {
    return this.#turn !== null;
  }

  /** Sends a message as the service would. */
  send(message: object): void {
    this.#messages += 1;
    const binary =
      this.#knobs.binaryFrames === 'always' ||
      (this.#knobs.binaryFrames === 'sometimes' && this.#messages % 2 === 1);
    this.sendRaw(`${JSON.stringify(message, null, 2)}\n`, binary);
  }

  /** Sends anything. */
  sendRaw(data: string | Buffer, binary = false): void {
    if (this.#ws.readyState === this.#ws.OPEN) {
      this.#ws.send(data, { binary });
    }
  }

  /** Closes the connection in order. */
  close(code: number, reason: string): void {
    this.#ws.close(code, reason.slice(0, 123));
  }

  /** Cuts the TCP connection without a word. */
  cut(): void {
    this.#ws.terminate();
  }

  /** Reads nothing any more; the connection stays, but does not stand in the way of a resumption. */
  freeze(): void {
    this.#ws.pause();
    this.#release();
  }

  /** Reads again. */
  thaw(): void {
    this.#ws.resume();
  }

  /** Announces the end; closes with 1011 after `closeAfterMs`. */
  goAway(timeLeft: string, closeAfterMs: number): void {
    this.send({ goAway: { timeLeft } });
    this.#later(closeAfterMs, () => {
      this.close(1011, 'Deadline expired before operation could complete.');
    });
  }

  /** Lets the model speak by itself. */
  say(text: string): void {
    this.#speak(text);
  }

  /** Asks the client for a tool. */
  callTool(id: string, name: string): void {
    this.send({ toolCall: { functionCalls: [{ id, name, args: {} }] } });
  }

  #receive(data: RawData, isBinary: boolean): void {
    const message = isBinary
      ? ({ kind: 'invalid', reason: 'binary frame' } as const)
      : readClientMessage(data);
    if (message.kind === 'invalid') {
      this.#violate(message.reason);
      return;
    }
    if ((this.setup === null) !== (message.kind === 'setup')) {
      this.#violate(this.setup === null ? 'first message is not setup' : 'second setup');
      return;
    }
    if (message.kind !== 'setup' && !this.ready) {
      this.#violate(`${message.kind} before setupComplete`);
      return;
    }
    switch (message.kind) {
      case 'setup':
        this.#setUp(message.setup);
        return;
      case 'realtimeInput':
        this.#onRealtimeInput(message.input);
        return;
      case 'clientContent':
        this.#onClientContent(message.content);
        return;
      case 'toolResponse':
        this.toolResponses.push(message.response);
    }
  }

  #violate(reason: string): void {
    this.violations.push(reason);
    this.close(1007, INVALID_ARGUMENT);
  }

  #setUp(message: SetupMessage): void {
    const voice =
      message.generationConfig.speechConfig?.voiceConfig.prebuiltVoiceConfig.voiceName ?? 'Puck';
    const model = message.model.replace(/^models\//, '');
    if (!isVoiceName(voice)) {
      this.close(1007, 'no matching speaker voice');
      return;
    }
    const handle = message.sessionResumption?.handle ?? null;
    const systemInstruction =
      message.systemInstruction?.parts.map((part) => part.text).join('\n') ?? '';
    this.setup = { model, voice, handle, systemInstruction, message };
    const refusal = this.#refusal(this.setup);
    if (refusal !== null) {
      this.close(refusal.code, refusal.reason);
      return;
    }
    const { setupDelayMs } = this.#knobs;
    if (setupDelayMs !== 'never') {
      this.#later(setupDelayMs, () => {
        this.#completeSetup();
      });
    }
  }

  /** Why the setup is refused; otherwise the conversation is set. */
  #refusal(setup: SetupRecord): CloseSpec | null {
    if (!this.#knobs.models.includes(setup.model)) {
      const reason = `models/${setup.model} is not found for API version v1beta, or is not supported for bidiGenerateContent.`;
      return { code: 1008, reason };
    }
    const refusal = this.#knobs.refuseSetup?.(setup) ?? null;
    if (refusal !== null) {
      return refusal;
    }
    if (setup.handle === null) {
      this.conversation = this.#conversations.begin(setup.voice);
      return null;
    }
    const conversation =
      this.#knobs.resume === 'expired' ? null : this.#conversations.resume(setup.handle);
    if (conversation === null) {
      return { code: 1007, reason: INVALID_ARGUMENT };
    }
    if (conversation.openConnections > 0) {
      this.violations.push('resumed while the old connection was open');
      return { code: 1011, reason: 'Internal error encountered.' };
    }
    this.conversation = conversation;
    return null;
  }

  #completeSetup(): void {
    if (this.conversation === null || this.#ws.readyState !== this.#ws.OPEN) {
      return;
    }
    this.conversation.openConnections += 1;
    this.#holdsConversation = true;
    this.ready = true;
    this.send({ setupComplete: {} });
    const { goAway, closeAfter, greeting } = this.#knobs;
    if (goAway !== null) {
      this.#later(goAway.afterMs, () => {
        this.goAway(goAway.timeLeft, goAway.closeAfterMs);
      });
    }
    if (closeAfter !== null) {
      this.#later(closeAfter.afterMs, () => {
        this.close(closeAfter.code, closeAfter.reason);
      });
    }
    if (greeting !== null && this.setup?.handle === null) {
      this.#speak(greeting);
    }
  }

  #onRealtimeInput(input: {
    audio?: { data: string } | undefined;
    text?: string | undefined;
    audioStreamEnd?: true | undefined;
  }): void {
    if (input.audio !== undefined) {
      this.#onAudio(Buffer.from(input.audio.data, 'base64'));
    } else if (input.text !== undefined) {
      this.texts.push(input.text);
      this.#remember('user', input.text);
      this.#answer();
    } else {
      this.#detector.end(() => {
        this.#onSpeechEnd();
      });
    }
  }

  #onAudio(pcm: Buffer): void {
    if (pcm.length % 2 !== 0) {
      this.#violate('half a sample of audio');
      return;
    }
    const samples = new Int16Array(pcm.length / 2);
    for (let index = 0; index < samples.length; index += 1) {
      samples[index] = pcm.readInt16LE(index * 2);
    }
    this.audio.push({ atMs: performance.now(), samples });
    const { answerOn, speechRms, speechStartMs, silenceMs } = this.#knobs;
    const activity = this.setup?.message.realtimeInputConfig?.automaticActivityDetection;
    this.#detector.push(
      samples,
      {
        rms: speechRms,
        startMs: answerOn === 'first-loud-chunk' ? 20 : speechStartMs,
        silenceMs: silenceMs ?? activity?.silenceDurationMs ?? 500,
      },
      (event) => {
        if (event === 'start') {
          this.#onSpeechStart();
        } else {
          this.#onSpeechEnd();
        }
      },
    );
  }

  #onSpeechStart(): void {
    const handling = this.setup?.message.realtimeInputConfig?.activityHandling;
    if (this.#knobs.sendInterrupted && handling !== 'NO_INTERRUPTION') {
      this.#turn?.interrupt();
    }
    if (this.#knobs.answerOn === 'first-loud-chunk') {
      this.#answer();
    }
  }

  #onSpeechEnd(): void {
    const text = this.#knobs.callerText(this.#turnNumber());
    for (const delta of text.split(/(?= )/)) {
      this.send({ serverContent: { inputTranscription: { text: delta } } });
    }
    this.#remember('user', text);
    if (this.#knobs.answerOn === 'end-of-speech') {
      this.#later(this.#knobs.replyDelayMs, () => {
        this.#answer();
      });
    }
  }

  #onClientContent(content: ClientContent): void {
    if (this.setup?.model.startsWith('gemini-3.1-') === true) {
      this.#violate('clientContent on a 3.1 model');
      return;
    }
    this.clientContents.push(content);
    for (const turn of content.turns ?? []) {
      this.#remember(turn.role, turn.parts.map((part) => part.text).join(''));
    }
    if (content.turnComplete === true) {
      this.#answer();
    }
  }

  #turnNumber(): number {
    return 1 + (this.conversation?.turns.filter((turn) => turn.role === 'model').length ?? 0);
  }

  #remember(role: 'user' | 'model', text: string): void {
    this.conversation?.turns.push({ role, text });
  }

  #answer(): void {
    this.#speak(this.#knobs.replyText(this.#turnNumber()));
  }

  #speak(text: string): void {
    if (this.setup === null || this.conversation === null || this.closed !== null) {
      return;
    }
    this.#turn?.finishNow();
    const keepsVoice = this.#knobs.resume === 'old-voice' && this.setup.handle !== null;
    const voice = keepsVoice ? this.conversation.firstVoice : this.setup.voice;
    const turn = new ModelTurn({ ...this.#knobs }, voice, text, {
      send: (message) => {
        this.send(message);
      },
      onEnd: (record) => {
        this.#turn = null;
        if (record.end !== 'cut') {
          this.#remember('model', record.text);
          this.#giveHandle();
        }
      },
    });
    this.#turn = turn;
    this.turns.push(turn.record);
    turn.start();
  }

  #giveHandle(): void {
    const { conversation } = this;
    if (!this.#knobs.sendHandles || conversation === null) {
      return;
    }
    this.#later(this.#knobs.handleDelayMs, () => {
      if (this.setup?.message.sessionResumption !== undefined && !this.speaking) {
        const newHandle = this.#conversations.giveHandle(conversation);
        this.send({ sessionResumptionUpdate: { newHandle, resumable: true } });
      }
    });
  }

  #onClosed(spec: CloseSpec): void {
    this.closed = { ...spec, atMs: performance.now() };
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
    this.#turn?.cut();
    this.#release();
  }

  #release(): void {
    if (this.#holdsConversation && this.conversation !== null) {
      this.#holdsConversation = false;
      this.conversation.openConnections -= 1;
    }
  }

  #later(ms: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (this.closed === null) {
        action();
      }
    }, ms);
    this.#timers.add(timer);
  }
}
