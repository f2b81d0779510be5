/**
 * What in a talk calls for a supervisor's attention, by the rules of the desk: signals of its audio
 * and of its words, each with its reason. Nothing is done for a frame of audio: twice a second it
 * reads what is measured anyway, and it reads the turns as they grow.
 */
import type { AlertRules } from '#model/alertRules';
import type { AgentState } from '#model/call';
import type { CallMetrics } from '#model/metrics';
import type { Turn } from '#model/transcript';
import type { LiveCall } from '../../liveCall';
import type { Reach } from '../machine/reach';
import { Silence } from '../silence';
import type { TalkTimer } from '../talkTimer';
import { AlertGate, type Raise } from './gate';
import { judge, type Reading } from './judge';
import type { ProfileNormal } from './normal';
import { PacketLoss } from './signals/packetLoss';
import { RaisedVoice, type SpeechLevel } from './signals/raisedVoice';
import { RecentTimes } from './signals/recentTimes';
import { SpokenSignals } from './signals/spokenSignals';
import { Waits } from './signals/waits';

/** A shorter pause is part of any talk, ms. */
const QUIET_MS = 2_000;

/** A talk at one moment. */
type TalkNow = {
  readonly reach: Reach;
  readonly callerSpeaks: boolean;
  readonly agentState: AgentState;
  /** The agent is to open the call, and has not. */
  readonly openingDue: boolean;
};

export type AttentionOptions = {
  readonly liveCall: LiveCall;
  readonly timer: TalkTimer;
  readonly now: () => TalkNow;
  readonly metrics: () => Pick<CallMetrics, 'bargeIns' | 'framesIn' | 'framesLost'>;
  /** How loud the caller spoke from this column of the level meter on. */
  readonly speech: (from: number) => SpeechLevel & { readonly end: number };
  /** As they are at the moment. */
  readonly rules: () => AlertRules;
  /** That of the call's profile. */
  readonly normal: () => ProfileNormal;
  /** BCP 47 tag; empty: any. */
  readonly language: () => string;
  /** Id of the first turn that is said now; those before it are of the talk before a restart. */
  readonly firstTurn: number;
};

export class Attention {
  readonly #options: AttentionOptions;
  readonly #silence: Silence;
  readonly #spoken: SpokenSignals;
  readonly #gate: AlertGate;
  readonly #recentBargeIns = new RecentTimes();
  readonly #voice = new RaisedVoice();
  readonly #loss = new PacketLoss();
  readonly #waits = new Waits();
  #bargeIns = 0;
  /** How far the level meter was read. */
  #column = 0;

  constructor(options: AttentionOptions) {
    this.#options = options;
    this.#spoken = new SpokenSignals(options.language, options.rules);
    this.#gate = new AlertGate({
      raise: (raise) => {
        this.#raise(raise);
      },
      over: ({ signal, topic }) => {
        options.liveCall.input({ type: 'alert-over', about: { signal, topic } });
      },
    });
    this.#silence = new Silence(
      () => {
        const { reach, callerSpeaks, agentState } = options.now();
        // Who waits for an answer is not in silence for want of words.
        const agentSpeaks = agentState === 'speaking' || agentState === 'thinking';
        return { reach, callerSpeaks, agentSpeaks };
      },
      (nowMs, passedMs) => {
        this.#look(nowMs, passedMs);
      },
    );
    options.timer.add(this.#silence);
  }

  /** The caller is on the line. Idempotent. */
  begin(): void {
    this.#silence.start(performance.now());
    this.#options.timer.rearm();
  }

  /** A turn is new or has grown. */
  turnChanged(turn: Turn): void {
    const isNew = turn.id >= this.#options.firstTurn;
    for (const reading of isNew ? this.#spoken.read(turn) : []) {
      const { rules, normal } = this.#options;
      this.#gate.happened(reading, judge(reading, rules(), normal()), Date.now());
    }
  }

  /** Idempotent. */
  close(): void {
    this.#silence.close();
  }

  #look(nowMs: number, passedMs: number): void {
    const { now, speech } = this.#options;
    const { reach, callerSpeaks, agentState, openingDue } = now();
    const metrics = this.#options.metrics();
    const awaited = agentState === 'thinking' && reach.agentReachesCaller;
    this.#waits.add(awaited || (openingDue && !callerSpeaks), passedMs);
    this.#recentBargeIns.add(nowMs, metrics.bargeIns - this.#bargeIns);
    this.#bargeIns = metrics.bargeIns;
    this.#loss.add(nowMs, metrics);
    const heard = speech(this.#column);
    this.#column = heard.end;
    this.#voice.add(heard);
    const silentMs = this.#silence.of('both');
    this.#publishQuiet(silentMs);
    this.#measured('slow-answer', this.#waits.ms / 1_000, this.#waits.runningMs);
    this.#measured('both-silent', silentMs / 1_000, silentMs);
    this.#measured('barge-ins', this.#recentBargeIns.count(nowMs));
    this.#measured('raised-voice', this.#voice.decibels);
    this.#measured('packet-loss', this.#loss.percent);
  }

  /** Only where it begins or ends: a call that changes is sent to every window. */
  #publishQuiet(silentMs: number): void {
    const { liveCall } = this.#options;
    const isQuiet = silentMs >= QUIET_MS;
    if (isQuiet !== (liveCall.call.quietSince !== null)) {
      liveCall.update({ quietSince: isQuiet ? Date.now() - silentMs : null });
    }
  }

  /** @param sinceMs How long ago it began, ms. */
  #measured(signal: Reading['signal'], value: number, sinceMs = 0): void {
    const { rules, normal } = this.#options;
    const reading = { signal, topic: '', value, what: '', turnId: null };
    const now = Date.now();
    this.#gate.lasts(reading, judge(reading, rules(), normal()), now, now - sinceMs);
  }

  #raise({ reading, verdict, at }: Raise): void {
    const { signal, topic, turnId } = reading;
    const { severity, phrase, sound } = verdict;
    this.#options.liveCall.input({
      type: 'alert',
      alert: { signal, topic, severity, phrase, at, turnId, sound },
    });
  }
}
