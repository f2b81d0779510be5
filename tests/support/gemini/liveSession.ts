import type { RawData, WebSocket } from 'ws';
import type { VoiceName } from '#model/voices';
import { admit, INVALID_ARGUMENT, readSetup } from './admission';
import { CallerEar } from './callerEar';
import {
  type ClientContent,
  type ClientMessage,
  readClientMessage,
  type RealtimeInput,
  type SetupMessage,
} from './clientMessages';
import type { Conversation, Conversations } from './conversations';
import type { TurnRecord } from './modelTurn';
import { Mouth } from './mouth';
import type { AudioArrival, SetupRecord } from './sessionRecords';
import { declarationOf, SessionTools } from './sessionTools';
import { SessionWire } from './sessionWire';
import type { StandInKnobs } from './standInKnobs';

/** Time for a client that has read setupComplete to report a talk that is running already, ms. */
const GREETING_DELAY_MS = 30;

/** One connection to the stand-in: its protocol, what it received, and what the model does. */
export class LiveSession extends SessionWire {
  /** The setup; null until it came. */
  setup: SetupRecord | null = null;
  /** The talk this connection belongs to; null until the setup was accepted. */
  conversation: Conversation | null = null;
  /** Setup was accepted and setupComplete sent. */
  ready = false;
  readonly ear: CallerEar;
  readonly tools: SessionTools;
  readonly mouth: Mouth;
  /** Instructions that replaced that of the setup. */
  readonly instructions: string[] = [];
  readonly clientContents: ClientContent[] = [];
  readonly texts: string[] = [];
  /** What the client did wrong. */
  readonly violations: string[] = [];
  /** Resumption handles that the client has read, or never will. */
  handlesGiven = 0;
  readonly #conversations: Conversations;
  #holdsConversation = false;

  constructor(index: number, ws: WebSocket, knobs: StandInKnobs, conversations: Conversations) {
    super(index, ws, knobs);
    this.#conversations = conversations;
    this.ear = this.#createEar();
    this.tools = this.#createTools();
    this.mouth = this.#createMouth();
    ws.on('message', (data, isBinary) => {
      this.#receive(data, isBinary);
    });
    ws.on('close', () => {
      this.mouth.cut();
      this.#release();
    });
  }

  /** All caller audio that was heard on this connection, as it came. */
  get audio(): readonly AudioArrival[] {
    return this.ear.audio;
  }

  /** The same, joined. */
  get callerAudio(): Int16Array {
    return this.ear.heard;
  }

  /** Answers to tool calls, as they came. */
  get toolResponses(): readonly unknown[] {
    return this.tools.responses;
  }

  /** Turns of the model, in order. */
  get turns(): readonly TurnRecord[] {
    return this.mouth.turns;
  }

  /** The model is generating, or assumes that its audio still plays. */
  get speaking(): boolean {
    return this.mouth.speaking;
  }

  /** Reads nothing more. The connection stays, but does not prevent a resumption. */
  override freeze(): void {
    super.freeze();
    this.#release();
  }

  /** Lets the model speak by itself. */
  say(text: string): void {
    this.#speak(text);
  }

  /** Makes the client run a tool. */
  callTool(id: string, name: string, args: Readonly<Record<string, unknown>> = {}): void {
    this.tools.call(this.setup, { name, args }, id);
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
      default:
        this.#take(message);
    }
  }

  #take(message: Exclude<ClientMessage, { kind: 'setup' | 'invalid' }>): void {
    switch (message.kind) {
      case 'realtimeInput':
        this.#onRealtimeInput(message.input);
        return;
      case 'clientContent':
        this.#onClientContent(message.content);
        return;
      case 'toolResponse':
        this.tools.take(message.response);
        return;
      case 'contextUpdate':
        if (this.setup?.model.startsWith('gemini-3.8-') !== true) {
          this.#violate('contextUpdate on a model that knows none');
          return;
        }
        this.instructions.push(message.systemInstruction);
    }
  }

  #violate(reason: string): void {
    this.violations.push(reason);
    this.close(1007, INVALID_ARGUMENT);
  }

  #setUp(message: SetupMessage): void {
    this.setup = readSetup(message);
    if (this.setup === null) {
      this.close(1007, 'no matching speaker voice');
      return;
    }
    const admission = admit(this.setup, this.knobs, this.#conversations);
    if (!admission.ok) {
      this.violations.push(...(admission.violation === undefined ? [] : [admission.violation]));
      this.close(admission.close.code, admission.close.reason);
      return;
    }
    this.conversation = admission.conversation;
    const { setupDelayMs } = this.knobs;
    if (setupDelayMs !== 'never') {
      this.later(setupDelayMs, () => {
        this.#completeSetup();
      });
    }
  }

  #completeSetup(): void {
    if (this.conversation === null || this.ws.readyState !== this.ws.OPEN) {
      return;
    }
    this.conversation.openConnections += 1;
    this.#holdsConversation = true;
    this.ready = true;
    this.send({
      setupComplete:
        this.setup?.message.model.startsWith('projects/') === true
          ? { sessionId: `session-${this.index}` }
          : {},
    });
    const { goAway, closeAfter, greeting } = this.knobs;
    if (goAway !== null) {
      this.later(goAway.afterMs, () => {
        this.goAway(goAway.timeLeft, goAway.closeAfterMs);
      });
    }
    if (closeAfter !== null) {
      this.later(closeAfter.afterMs, () => {
        this.close(closeAfter.code, closeAfter.reason);
      });
    }
    if (greeting !== null && this.setup?.handle === null) {
      this.onceRead(() => {
        this.later(GREETING_DELAY_MS, () => {
          // A model that knows of an earlier talk goes on with it.
          if (this.conversation?.turns.length === 0) {
            this.#speak(greeting);
          }
        });
      });
    }
  }

  #onRealtimeInput(input: RealtimeInput): void {
    if (input.audio !== undefined) {
      this.#onAudio(Buffer.from(input.audio.data, 'base64'));
    } else if (input.text !== undefined) {
      this.texts.push(input.text);
      this.#remember('user', input.text);
      this.#answer();
    } else if (input.audioStreamEnd === true) {
      this.ear.endStream();
    } else {
      this.ear.mark(input.activityStart === undefined ? 'end' : 'start');
    }
  }

  #onAudio(pcm: Buffer): void {
    if (this.tools.blocked && this.setup?.model.startsWith('gemini-2.5-') === true) {
      this.violations.push('audio while a blocking call waits');
      this.close(1008, 'Operation is not implemented, or supported, or enabled.');
      return;
    }
    this.ear.hear(pcm);
  }

  #createEar(): CallerEar {
    return new CallerEar(this.knobs, () => this.setup, {
      onSpeechStart: () => {
        this.#onSpeechStart();
      },
      onSpeechEnd: () => {
        this.#onSpeechEnd();
      },
      onViolation: (reason) => {
        this.#violate(reason);
      },
    });
  }

  #createTools(): SessionTools {
    return new SessionTools(this.knobs, {
      newId: () => this.#conversations.newCallId(),
      send: (message) => {
        this.send(message);
      },
      onResult: ({ when, response }) => {
        if (when === 'never') {
          return;
        }
        const text = this.knobs.toolReplyText(response);
        if (when === 'when-idle') {
          this.mouth.sayWhenIdle(text, this.#voice);
        } else {
          this.#speak(text);
        }
      },
      onViolation: (reason) => {
        this.#violate(reason);
      },
    });
  }

  #onSpeechStart(): void {
    const handling = this.setup?.message.realtimeInputConfig?.activityHandling;
    if (this.knobs.sendInterrupted && handling !== 'NO_INTERRUPTION') {
      this.mouth.interrupt();
      this.tools.cancelBlocking();
    }
    if (this.knobs.answerOn === 'first-loud-chunk') {
      this.#answer();
    }
  }

  #onSpeechEnd(): void {
    const text = this.knobs.callerText(this.#turnNumber());
    this.later(this.knobs.callerTextDelayMs, () => {
      for (const delta of text.split(/(?= )/)) {
        this.send({ serverContent: { inputTranscription: { text: delta } } });
      }
    });
    this.#remember('user', text);
    if (this.knobs.answerOn === 'end-of-speech') {
      this.later(this.knobs.replyDelayMs, () => {
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

  /** Calls a tool first when there is one for this turn. */
  #answer(): void {
    if (this.knobs.answers === 'never') {
      return;
    }
    const turn = this.#turnNumber();
    const wish = this.knobs.toolFor(turn);
    const declaration = wish === null ? undefined : declarationOf(this.setup, wish.name);
    if (wish !== null && declaration !== undefined && !this.tools.open) {
      this.tools.call(this.setup, wish);
    } else {
      this.#speak(this.knobs.replyText(turn));
    }
  }

  #speak(text: string): void {
    if (this.closed !== null) {
      return;
    }
    const [mute, ...later] = this.knobs.muteTurns;
    if (mute === undefined) {
      this.mouth.say(text, this.#voice);
    } else {
      this.knobs.muteTurns = later;
      this.mouth.endMute(mute, text);
      this.#giveHandle();
    }
  }

  get #voice(): VoiceName {
    const { setup, conversation } = this;
    const keepsVoice = this.knobs.resume === 'old-voice' && setup?.handle !== null;
    return (keepsVoice ? conversation?.firstVoice : setup?.voice) ?? 'Puck';
  }

  #createMouth(): Mouth {
    return new Mouth(this.knobs, {
      send: (message) => {
        this.send(message);
      },
      onTurnEnd: ({ text }) => {
        this.#remember('model', text);
        this.#giveHandle();
      },
    });
  }

  #giveHandle(): void {
    const { conversation } = this;
    if (!this.knobs.sendHandles || conversation === null) {
      return;
    }
    this.later(this.knobs.handleDelayMs, () => {
      if (
        this.setup?.message.sessionResumption !== undefined &&
        !this.speaking &&
        !this.tools.open
      ) {
        const newHandle = this.#conversations.giveHandle(conversation);
        this.send({ sessionResumptionUpdate: { newHandle, resumable: true } });
        this.onceRead(() => {
          this.handlesGiven += 1;
        });
      }
    });
  }

  #release(): void {
    if (this.#holdsConversation && this.conversation !== null) {
      this.#holdsConversation = false;
      this.conversation.openConnections -= 1;
    }
  }
}
