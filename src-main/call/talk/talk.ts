/**
 * The talk of one call: agent, floor, transcript, voice changes, tools and the supervisor's
 * commands. It knows nothing of Asterisk: its owner attaches a transport and ends the talk.
 */
import type { Urgency, VoiceAgent } from '#main/agent/voiceAgent';
import type { LevelMeter } from '#main/media/audio/levelMeter';
import type { MediaTransport } from '#main/media/transport/mediaTransport';
import { fillFacts } from '#main/rules/callFacts';
import { heardText } from '#main/transcript/spoken';
import type { CordboardError } from '#main/util/errors';
import type { Result } from '#main/util/result';
import { actorName } from '#model/actorName';
import type { AgentAhead } from '#model/ahead';
import type { HandBackBrief } from '#model/brief';
import type { AgentLink, BargeInMode } from '#model/call';
import type { InstructionInForce } from '#model/instruction';
import type { CallMetrics } from '#model/metrics';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { Transcript } from '#model/transcript';
import type { VoiceName } from '#model/voices';
import type { HandOver } from '../life/callValue';
import type { LiveCall } from '../liveCall';
import { AfterSpeech, ANSWER_MS } from './afterSpeech';
import { AgentDeeds } from './agentDeeds';
import type { Attention } from './attention/attention';
import { createAttention } from './attention/createAttention';
import type { FrameTap } from './audio/frameTaps';
import type { CallerKeys } from './callerKeys';
import { Floor } from './floor';
import { createKeys, createMailbox, createOpening } from './lineParts';
import type { Prompt } from './machine/exchange';
import type { Reach } from './machine/reach';
import type { Mailbox } from './mailbox';
import { createNudges } from './nudges/createNudges';
import type { Nudges } from './nudges/nudges';
import type { Opening } from './opening';
import { answerWhisper, cutOff, saidBefore, sayAgain, sayGoodbye, whispered } from './prompts';
import { createTalkRecord } from './record/createTalkRecord';
import type { TalkRecord } from './record/talkRecord';
import { SupervisorQuestions } from './supervisor/questions';
import { TakeOvers } from './supervisor/takeOvers';
import { createTalkAgent, modelOf } from './talkAgent';
import type { TalkOptions } from './talkOptions';
import { TalkTimer } from './talkTimer';
import type { ToolCalls } from './toolCalls';
import { createTools } from './toolParts';
import { TalkChanges } from './voice/talkChanges';
import { TalkWatch } from './watch/talkWatch';

export type { TalkOptions } from './talkOptions';

export class Talk {
  /** What the agent asks its supervisor. */
  readonly questions: SupervisorQuestions;
  readonly #options: TalkOptions;
  readonly #liveCall: LiveCall;
  readonly #nudges: Nudges;
  readonly #attention: Attention;
  readonly #record: TalkRecord;
  readonly #floor: Floor;
  readonly #timer = new TalkTimer();
  readonly #afterSpeech: AfterSpeech;
  readonly #watch: TalkWatch;
  readonly #deeds: AgentDeeds;
  readonly #keys: CallerKeys;
  readonly #tools: ToolCalls;
  readonly #agent: VoiceAgent;
  readonly #changes: TalkChanges;
  readonly #opening: Opening;
  /** Null in a call that we have not placed. */
  readonly #mailbox: Mailbox | null;
  readonly #takeOvers: TakeOvers;

  constructor(options: TalkOptions) {
    this.#options = options;
    this.#liveCall = options.liveCall;
    const early = {
      ...options,
      timer: this.#timer,
      floor: () => this.#floor,
      opening: () => this.#opening,
      record: () => this.#record,
      metrics: () => this.metrics,
    };
    this.#nudges = createNudges(early);
    this.#attention = createAttention(early);
    this.#record = createTalkRecord(options, this.#liveCall, (turn) => {
      this.#nudges.turnChanged(turn);
      this.#attention.turnChanged(turn);
    });
    this.questions = new SupervisorQuestions({
      liveCall: this.#liveCall,
      isTakenOver: () => this.#floor.isSupervisors,
      note: (said, by) => {
        this.note(said, by);
      },
    });
    this.#afterSpeech = new AfterSpeech(() => {
      this.#timer.rearm();
    });
    this.#floor = this.#createFloor();
    this.#takeOvers = this.#createTakeOvers();
    const parts = {
      ...options,
      record: this.#record,
      floor: this.#floor,
      afterSpeech: this.#afterSpeech,
      timer: this.#timer,
      agent: () => this.#agent,
      onCallerAlive: () => {
        this.#watch.callerAlive();
      },
    };
    this.#timer.add(this.#afterSpeech);
    this.#keys = createKeys(parts);
    this.#opening = createOpening(parts);
    const mailbox = createMailbox(parts);
    this.#mailbox = mailbox;
    this.#watch = new TalkWatch(parts);
    this.#deeds = new AgentDeeds({
      ...parts,
      takeKeys: () => this.#keys.takeUntold(),
      onResultTold: () => {
        this.#tools.agentSpeaks();
      },
    });
    this.#tools = createTools({ ...parts, mailbox, keys: this.#keys, questions: this.questions });
    this.#agent = this.#createAgent();
    this.#floor.setAgent(this.#agent);
    this.#changes = new TalkChanges(parts);
  }

  /** Levels of both directions, to be drained by the level stream. */
  get meter(): LevelMeter {
    return this.#floor.audio.meter;
  }

  /**
   * Whether the caller's audio arrives: their speech is heard or, if the VAD engine can tell speech
   * from other sound, any sound.
   */
  get hearsCaller(): boolean {
    const { audio } = this.#floor;
    return audio.callerSpeaking || (this.#options.vad.finds === 'speech' && audio.carriesSound);
  }

  /** When the newest frame of the caller came, monotonic ms. */
  get frameCameMs(): number {
    return this.#floor.audio.frameCameMs;
  }

  /** Who hears whom now. */
  get reach(): Reach {
    return this.#floor.reach;
  }

  /** Whether only the agent could speak to the caller now, connected or not. */
  get callerNeedsAgent(): boolean {
    return this.#floor.callerNeedsAgent;
  }

  get metrics(): CallMetrics {
    return { ...this.#record.metrics.read(), playoutGaps: this.#floor.audio.playoutGaps };
  }

  /** Ms since the call came. */
  now(): number {
    return this.#record.now();
  }

  /** Connects the agent. Fails as VoiceAgent.start does. */
  startAgent(): Promise<Result<void>> {
    return this.#agent.start(
      this.#floor.agentHandlers({
        onLink: (link, error) => {
          this.#linkChanged(link, error);
        },
        onToolCalls: (calls) => {
          this.#tools.run(calls);
        },
        onToolCallsCancelled: (ids) => {
          this.#tools.cancel(ids);
        },
      }),
    );
  }

  /** Carries the audio over this transport from now on. */
  attach(transport: MediaTransport): void {
    this.#floor.attach(transport);
    this.#watch.connectionsChanged();
    this.#nudges.begin();
    this.#attention.begin();
    this.#greet();
  }

  /**
   * Adds a tap of both directions that gets no more of the caller than the agent does. The returned
   * function removes the tap; idempotent.
   */
  addTap(tap: FrameTap): () => void {
    return this.#floor.audio.addTap(tap);
  }

  /** As addTap, but the tap gets the caller also while they are muted. */
  addLineTap(tap: FrameTap): () => void {
    return this.#floor.audio.addLineTap(tap);
  }

  /**
   * Caller or supervisor puts the line on hold, or takes it back. While it is held, the caller's
   * audio is ignored and the agent's audio waits.
   */
  hold(held: boolean): void {
    this.#floor.hold(held);
  }

  // Below, `by` is who gives the command, as the desk names them: its note names them.

  /** Asks for another voice; the change happens at the next quiet moment. */
  changeVoice(voice: VoiceName, by?: string): void {
    this.#changes.changeVoice(voice, by);
  }

  /** Asks for another model; the change happens at the next quiet moment. */
  changeModel(model: string, by?: string): void {
    this.#changes.changeModel(model, by);
  }

  /** The caller has not heard the agent: it says again what it said last. */
  reprompt(by?: string): void {
    this.note(phrase('note.reprompted'), by);
    this.promptAgent(sayAgain());
  }

  /** Replaces the connection of an agent that seems stuck. */
  reconnectAgent(by?: string): void {
    this.note(phrase('note.reconnected'), by);
    this.#floor.breakAgentOff('nothing');
    this.#agent.reconnect('asked');
  }

  /** Overrides the profile's barge-in mode for the rest of the call. */
  setBargeIn(mode: BargeInMode): void {
    this.#floor.bargeIn = mode;
  }

  /** Agent and recording get silence instead of the caller. */
  muteCaller(on: boolean): void {
    this.#floor.audio.muteCaller(on);
  }

  /** The caller gets silence instead of the agent; the agent does not notice. */
  muteAgent(on: boolean): void {
    this.#floor.audio.muteAgent(on);
  }

  /** Stops the agent for a while: it neither hears nor speaks. */
  pauseAgent(on: boolean): void {
    this.#floor.excludeAgent('pause', on);
  }

  /** What the agent will say that the caller has not heard; null when none of it waits. */
  get ahead(): AgentAhead | null {
    return this.#floor.ahead;
  }

  /**
   * Stops the agent before the caller hears the rest, and tells it so. It waits for the caller, or
   * for a whisper; if neither comes soon, it goes on by itself.
   */
  cutAgent(by: string): void {
    const before = this.#floor.ahead;
    this.#floor.stopAgent();
    const turn = this.#record.transcript.turns.find(({ id }) => id === before?.turnId);
    this.note(phrase('note.cut-off', { who: actorName(by) }), by);
    this.tellAgent(cutOff(turn === undefined ? '' : heardText(turn)));
  }

  /** The agent's sentence waits until `releaseSentence`, for a while at most. */
  holdSentence(by: string): void {
    this.#floor.sentence.hold(performance.now());
    this.note(phrase('note.sentence-held', { who: actorName(by) }), by);
  }

  /** The sentence goes on where it stopped. Idempotent. */
  releaseSentence(): void {
    this.#floor.sentence.release();
  }

  /** Makes the agent stop and say this text word for word, with the facts in its places. */
  say(text: string, by?: string): void {
    const words = fillFacts(text, this.#options.knowledge.forAgent());
    this.#floor.silenceAgent();
    this.note(phrase('note.told-to-say', { text: words }), by);
    this.#prompt({ as: 'words', text: words });
  }

  /**
   * Gives the agent an instruction that the caller does not hear. It makes it speak only after it
   * was stopped: then the caller waits.
   */
  whisper(text: string, by?: string): void {
    this.note(phrase('note.whispered', { text }), by);
    // As a text to know, because later sessions get it too.
    this.tellAgent(whispered(text));
    if (this.#floor.turns.stopped) {
      this.#prompt({ as: 'text', text: answerWhisper() });
    }
  }

  /** Tells the agent a fact, without making it speak. */
  tellAgent(text: string): void {
    this.#agent.sendContext(text);
  }

  /** Makes the agent stop and answer this text aloud. */
  promptAgent(text: string): void {
    this.#floor.silenceAgent();
    this.#prompt({ as: 'text', text });
  }

  /**
   * Makes the agent say goodbye. Resolves once the caller has heard it, after 12 s at most; never
   * if the talk ends first.
   */
  sayGoodbye(): Promise<void> {
    this.promptAgent(sayGoodbye('supervisor-ends'));
    return this.#afterSpeech.wait(ANSWER_MS);
  }

  /**
   * The caller has pressed a key. Keys may be a PIN or a card number, so the profile says who
   * learns which.
   */
  keyPressed(key: string): void {
    this.#keys.pressed(key, performance.now());
    this.#timer.rearm();
  }

  /** The system instruction as it is now, without what is told of the call besides. */
  get instruction(): InstructionInForce {
    const { instruction } = this.#liveCall.value.wishes;
    const text = instruction ?? this.#options.settings().systemInstruction;
    return {
      text: fillFacts(text, this.#options.knowledge.forAgent()),
      changed: instruction !== null,
    };
  }

  /**
   * Replaces the system instruction for the rest of the call. Fails as VoiceAgent.changeInstruction
   * does. A note says so if the agent has to be connected first.
   */
  async changeInstruction(text: string, by?: string): Promise<Result<void>> {
    const waits = this.#liveCall.call.agentLink !== 'ready';
    const changed = await this.#agent.changeInstruction(text);
    if (changed.ok && waits) {
      this.note(phrase('note.instruction-later'), by);
    }
    return changed;
  }

  /** From now on the supervisor speaks instead of the agent. Idempotent. */
  takeOver(): void {
    this.#takeOvers.begin();
  }

  /** What the agent is to be told of the take-over; null while nobody has taken the call over. */
  get brief(): HandBackBrief | null {
    return this.#takeOvers.brief;
  }

  /** The agent goes on, and is told what supervisor and caller said meanwhile. Idempotent. */
  handBack(how?: HandOver): void {
    this.#takeOvers.end(how);
  }

  /**
   * One 20 ms frame of the supervisor's microphone (640 bytes slin16); dropped unless the call is
   * taken over.
   */
  supervisorFrame(frame: Buffer): void {
    this.#takeOvers.supervisorFrame(frame);
  }

  /** What was said before this part of the call, read only now: the agent learns it. */
  recall(turns: Transcript): void {
    const { transcript } = this.#record;
    transcript.recall(turns);
    const { earlierTalk } = transcript;
    if (earlierTalk.length > 0) {
      this.tellAgent(saidBefore(earlierTalk));
    }
  }

  note(said: Phrase, by?: string): void {
    this.#record.note(said, by);
  }

  /**
   * Ends the talk: the agent is closed and the transcript is complete. The audio stays connected.
   * Idempotent.
   */
  end(): void {
    this.#changes.close();
    this.#watch.close();
    this.questions.closeAll('call-ended');
    this.#nudges.close();
    this.#attention.close();
    this.#tools.close();
    this.#afterSpeech.close();
    this.#mailbox?.close();
    this.#timer.close();
    this.#takeOvers.close();
    this.#floor.end();
    const { heardShare, turnsAhead } = this.#floor.audio;
    this.#record.transcript.close(this.now(), heardShare, turnsAhead);
    this.#agent.close();
    this.#record.logTime(this.metrics, 'figures of the call');
  }

  /** Closes the audio path and its transport. Idempotent. */
  close(): void {
    this.#floor.audio.close();
  }

  get #urgency(): Urgency {
    if (this.#floor.turns.agentAwaited) {
      return 'caller-waits';
    }
    return this.#liveCall.call.agentLink === 'connecting' ? 'new-call' : 'other';
  }

  /**
   * Looks once the present event is handled: a new connection must not be replaced while its
   * handlers still run.
   */
  #momentMayHaveCome(): void {
    queueMicrotask(() => {
      this.#changes.momentMayHaveCome();
    });
  }

  #prompt(prompt: Prompt): void {
    this.#floor.turns.prompt(prompt, performance.now());
  }

  #greet(): void {
    this.#opening.connectionsChanged(performance.now());
    this.#timer.rearm();
  }

  #linkChanged(link: AgentLink, error: CordboardError | null): void {
    const { turns } = this.#floor;
    const { transcript } = this.#record;
    this.#liveCall.update({ agentLink: link });
    if (link !== 'ready' && turns.unansweredSinceMs !== null) {
      transcript.callerRepeats();
    } else if (link !== 'ready') {
      // Another session gets these words as text.
      transcript.finishCaller(this.now());
    }
    turns.setLink(link === 'ready', performance.now());
    if (link !== 'ready') {
      this.#tools.sessionGone();
    }
    if (link === 'failed') {
      this.questions.closeAll('agent-gone');
    }
    this.#watch.connectionsChanged();
    this.#options.onAgentLink(link, error);
    if (link === 'ready') {
      this.#greet();
      this.#momentMayHaveCome();
    }
  }

  #createAgent(): VoiceAgent {
    return createTalkAgent({
      options: this.#options,
      liveCall: this.#liveCall,
      floor: this.#floor,
      record: this.#record,
      toolCalls: this.#tools,
      model: modelOf(this.#liveCall, this.#options),
      urgency: () => this.#urgency,
    });
  }

  #createTakeOvers(): TakeOvers {
    return new TakeOvers({
      ...this.#options,
      record: this.#record,
      floor: this.#floor,
      questions: this.questions,
      afterSpeech: this.#afterSpeech,
      agent: () => this.#agent,
      say: (text, by) => {
        this.say(text, by);
      },
    });
  }

  #createFloor(): Floor {
    return new Floor({
      ...this.#options,
      record: this.#record,
      timer: this.#timer,
      onAgentState: (state) => {
        this.#watch.floorChanged();
        this.#afterSpeech.agentHeard(state === 'speaking');
      },
      onCallerAlive: () => {
        this.#watch.callerAlive();
      },
      onAgentTurn: () => {
        this.#opening.end();
        this.#tools.agentSpeaks();
        this.#liveCall.clearNotice('agent-mute');
      },
      onAgentEffect: (effect) => {
        this.#deeds.carryOut(effect);
      },
      onFrameForSupervisor: (frame) => {
        this.#takeOvers.callerFrame(frame);
      },
      onQuiet: () => {
        this.#momentMayHaveCome();
      },
    });
  }
}
