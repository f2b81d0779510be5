/** The content of a call with an agent: their talk, and the audio that it needs. */
import type { LevelMeter } from '#main/media/audio/levelMeter';
import { fillFacts } from '#main/rules/callFacts';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { AgentLink, Call, CallId } from '#model/call';
import type { TakenMessage } from '#model/inbox';
import type { CallMetrics } from '#model/metrics';
import { phrase } from '#model/phrases/phrase';
import type { Turn } from '#model/transcript';
import type { Party } from '../callLeg';
import { agentWaits, type CallValue } from '../life/callValue';
import { endedMeanwhile } from '../life/endedMeanwhile';
import { NO_WISHES } from '../life/wishes';
import type { Continues } from '../session/callSessionOptions';
import { HANG_UP } from '../session/wayOut';
import type { FrameTap } from '../talk/audio/frameTaps';
import { disclosureBy } from '../talk/disclosure';
import type { RuleDeed } from '../talk/nudges/nudges';
import { partyChanged } from '../talk/prompts';
import { Talk } from '../talk/talk';
import type { TalkOptions, ToolActions } from '../talk/talkOptions';
import type { AskLookUp } from '../tools/lookUp';
import type { CallContent, ContentCall } from './callContent';
import { CallKnowledge, type FindEarlierCalls } from './callKnowledge';
import { lookUpCaller } from './callLookUp';
import { HearingCheck } from './hearingCheck';
import { MediaUpkeep } from './mediaUpkeep';

export type AgentContentOptions = Pick<
  TalkOptions,
  | 'agents'
  | 'vad'
  | 'clock'
  | 'createTools'
  | 'attention'
  | 'estimateCost'
  | 'onTurn'
  | 'onAgentLink'
  | 'context'
> & {
  /** The earlier part of a call that goes on; null for a new call. */
  readonly continues: Continues | null;
  readonly findEarlierCalls: FindEarlierCalls;
  readonly askLookUp: AskLookUp;
  /** The caller left a message with the agent. */
  readonly onMessage: (call: Call, message: TakenMessage) => void;
  /** A rule of the profile has acted in the call. */
  readonly onRuleDeed: (callId: CallId, deed: RuleDeed) => void;
};

/** The talk of one call, with its audio. */
export class AgentContent implements CallContent {
  readonly talk: Talk;
  readonly #call: ContentCall;
  readonly #options: AgentContentOptions;
  readonly #hearing: HearingCheck;
  readonly #knowledge: CallKnowledge;
  readonly #media: MediaUpkeep;
  /** What is asked for before the agent starts; null until the call has come. */
  #gathering: { readonly work: Promise<void> | null } | null = null;
  /** Why the agent failed before the call was live; null if it did not. */
  #failure: CordboardError | null = null;

  constructor(call: ContentCall, options: AgentContentOptions) {
    const { liveCall } = call;
    this.#call = call;
    this.#options = options;
    this.#knowledge = new CallKnowledge({ ...call, ...options });
    this.#hearing = new HearingCheck({
      frameCameMs: () => this.talk.frameCameMs,
      onDeaf: (deaf) => {
        liveCall.warn('hearing', deaf ? phrase('hearing.unheard') : null);
      },
    });
    this.talk = this.#createTalk();
    this.#media = new MediaUpkeep({
      ...call,
      talk: this.talk,
      isCallerUnheard: () => this.#hearing.isUnheard,
      onGivenUp: (reason) => {
        call.end(reason, call.fallback());
      },
    });
    const { value } = liveCall;
    this.#follow(value, { ...value, wishes: NO_WISHES });
    liveCall.follow((now, before) => {
      this.#follow(now, before);
    });
  }

  /**
   * The sentence that says that one talks with an AI, with placeholders; empty: none is to be said.
   */
  get #disclosure(): string {
    const { liveCall, settings } = this.#call;
    return liveCall.call.disclosure === 'none' ? '' : settings().disclosure;
  }

  get meter(): LevelMeter {
    return this.talk.meter;
  }

  get metrics(): CallMetrics {
    return this.talk.metrics;
  }

  /** Whether the caller heard the sentence, or a part of it, before a restart. */
  get #wasDisclosed(): boolean {
    const { continues } = this.#options;
    return (
      continues?.why === 'restart' &&
      continues.turns.some((turn) => disclosureBy(this.#disclosureNow, turn) !== 'not-spoken')
    );
  }

  get #disclosureNow(): string {
    return fillFacts(this.#disclosure, this.#knowledge.forAgent());
  }

  arrived(): void {
    void this.#gathered();
  }

  async prepare(): Promise<Result<void>> {
    const gathering = this.#gathered();
    if (gathering !== null) {
      await gathering;
    }
    return this.#call.over.aborted ? endedMeanwhile() : await this.talk.startAgent();
  }

  connect(): Promise<Result<void>> {
    return this.#media.connect();
  }

  check(): Result<void> {
    return this.#failure === null ? done : fail(this.#failure);
  }

  digitPressed(digit: string): void {
    this.#call.log.debug({}, 'caller pressed a key');
    this.talk.keyPressed(digit);
  }

  partyChanged({ name, number }: Party): void {
    const party = [name, number].filter((text) => text !== '').join(' ');
    this.talk.note(
      party === '' ? phrase('note.party-withheld') : phrase('note.party-changed', { party }),
    );
    const { tellsCaller } = this.#call.settings().knowledge;
    this.talk.tellAgent(partyChanged(tellsCaller ? party : '', this.#disclosureNow));
  }

  talkingChanged(talking: boolean): void {
    this.#hearing.asteriskHears(talking && this.#call.liveCall.call.state === 'live');
  }

  secondPassed(): void {
    this.#lookForAgent();
  }

  addTap(tap: FrameTap): () => void {
    return this.talk.addTap(tap);
  }

  addLineTap(tap: FrameTap): () => void {
    return this.talk.addLineTap(tap);
  }

  supervisorFrame(frame: Buffer): void {
    this.talk.supervisorFrame(frame);
  }

  end(): void {
    this.#hearing.close();
    this.talk.end();
  }

  close(): Promise<void> {
    this.talk.close();
    return Promise.resolve();
  }

  /** Asks for what is known of call and caller, once; null if there is nothing to ask for. */
  #gathered(): Promise<void> | null {
    this.#gathering ??= { work: this.#gather() };
    return this.#gathering.work;
  }

  #gather(): Promise<void> | null {
    const { liveCall, settings, over } = this.#call;
    const sinceMs = performance.now();
    const known = this.#knowledge.gather();
    const { lookUp } = settings();
    if (lookUp === null || liveCall.call.lookUp?.state !== 'asking') {
      return known;
    }
    const ask = this.#options.askLookUp;
    const parts = { ...this.#call, lookUp, facts: this.#knowledge.forTools, ask };
    // The request may need the variables of the channel.
    return known === null
      ? lookUpCaller(parts, 0)
      : known.then(() =>
          over.aborted ? undefined : lookUpCaller(parts, performance.now() - sinceMs),
        );
  }

  /** Carries out what the call's value says of the talk. */
  #follow(now: CallValue, before: CallValue): void {
    const { talk } = this;
    const { callerMuted, agentMuted, agentPaused, bargeIn } = now.wishes;
    if (agentWaits(now) !== agentWaits(before)) {
      talk.hold(agentWaits(now));
    }
    if (callerMuted !== before.wishes.callerMuted) {
      talk.muteCaller(callerMuted);
    }
    if (agentMuted !== before.wishes.agentMuted) {
      talk.muteAgent(agentMuted);
    }
    if (agentPaused !== before.wishes.agentPaused) {
      talk.pauseAgent(agentPaused);
    }
    if (bargeIn !== null && bargeIn !== before.wishes.bargeIn) {
      talk.setBargeIn(bargeIn);
    }
    if (now.seat.kind === 'taken') {
      talk.takeOver();
    } else {
      talk.handBack(now.seat);
    }
    this.#compareHearing();
  }

  #compareHearing(): void {
    const { call } = this.#call.liveCall;
    this.#hearing.weHear(this.talk.hearsCaller);
    if (call.state !== 'live' || call.callerMuted) {
      this.#hearing.asteriskHears(false);
    }
  }

  #createTalk(): Talk {
    const { liveCall, leg, settings, end, fallback, command, log } = this.#call;
    const { continues, onTurn, onRuleDeed } = this.#options;
    return new Talk({
      ...this.#options,
      onTurn: (callId, turn) => {
        liveCall.input({ type: 'turn', id: turn.id });
        this.#noteDisclosure(turn);
        onTurn(callId, turn);
      },
      callId: leg.caller.callId,
      liveCall,
      settings,
      log,
      before: continues?.turns ?? [],
      firstTurn: continues?.firstTurn ?? 0,
      isGreeted: continues?.why === 'restart',
      disclosure: () => (this.#wasDisclosed ? '' : this.#disclosure),
      toolActions: this.#toolActions(),
      command,
      onRuleDeed: (deed) => {
        onRuleDeed(leg.caller.callId, deed);
      },
      knowledge: this.#knowledge,
      onAgentLink: (link, error) => {
        this.#linkChanged(link, error);
      },
      onMediaLost: (close) => {
        this.#media.lost(close);
      },
      onNoMedia: () => {
        void this.#media.check();
      },
      onCallerSilent: () => {
        end('caller-silent', HANG_UP);
      },
      onAgentAwayTooLong: () => {
        end('agent-unavailable', fallback());
      },
      onMailbox: () => {
        end('voicemail', HANG_UP);
      },
      onHoldMusic: (on) => {
        liveCall.input({ type: 'away-music', on });
      },
    });
  }

  /** Turns from before a restart come here too, and say how it stood then. */
  #noteDisclosure(turn: Turn): void {
    const { liveCall } = this.#call;
    const { disclosure, agentMuted } = liveCall.call;
    // What a muted agent says is played as silence.
    if (disclosure === 'none' || disclosure === 'heard' || agentMuted) {
      return;
    }
    const now = disclosureBy(this.#disclosureNow, turn);
    if (now !== 'not-spoken') {
      liveCall.update({ disclosure: now });
    }
  }

  #toolActions(): ToolActions {
    const { leg, liveCall, end, transfer } = this.#call;
    return {
      endCall: () => {
        end('agent-ended', HANG_UP);
      },
      transfer: ({ extension }) => transfer(extension),
      sendDtmf: (digits) => leg.sendDtmf(digits),
      takeMessage: (message) => {
        this.#options.onMessage(liveCall.call, message);
        return Promise.resolve(done);
      },
    };
  }

  #linkChanged(link: AgentLink, error: CordboardError | null): void {
    const { liveCall } = this.#call;
    this.#options.onAgentLink(link, error);
    liveCall.agentLink(link, error);
    if (link === 'failed') {
      this.#failure = error ?? cordboardError('network', phrase('agent.gone'));
      this.#lookForAgent();
    }
  }

  /** A caller whom only the agent could serve does not wait for one that has given up. */
  #lookForAgent(): void {
    const { liveCall, end, fallback } = this.#call;
    const { call } = liveCall;
    const isNeeded =
      call.state === 'dialing' || (call.state === 'live' && this.talk.callerNeedsAgent);
    if (call.agentLink === 'failed' && isNeeded) {
      end('agent-unavailable', fallback());
    }
  }
}
