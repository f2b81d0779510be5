/**
 * When each action is possible: one table, read by the pipeline before it acts and by the window
 * before it offers. A refusal is a phrase, so it has the same words at every door.
 */
import { type Call, CALL_STATES, type CallState } from './call';
import type { CallCommandKind } from './commands';
import { type Phrase, phrase } from './phrases/phrase';

/** The facts of a call that decide. */
export type DecidingFacts = Pick<
  Call,
  'state' | 'hasAgent' | 'heldBy' | 'agentPaused' | 'floor' | 'recording' | 'consultation'
>;

/** What a supervisor does to a call: a command, or listening with the headset. */
export type CallActionKind = CallCommandKind | 'listen';

/** An action makes sense in these states, unless `refusal` says why not. */
type Rule = {
  readonly states: readonly CallState[];
  /** It makes sense in a call that has no agent too. */
  readonly withoutAgent?: true;
  readonly refusal?: (call: DecidingFacts) => Phrase | null;
  /** Refusal in any other state but `ended`; without it, the general one for that state. */
  readonly elsewhere?: Phrase;
};

const RUNNING: readonly CallState[] = ['live', 'held'];

const UNENDED = CALL_STATES.filter((state) => state !== 'ended');

const notConsulting = (call: DecidingFacts): Phrase | null =>
  call.consultation === null ? null : phrase('refused.consulting');

const recorded = (call: DecidingFacts): Phrase | null =>
  call.recording === 'off' ? phrase('refused.not-recorded') : null;

const RULES: Readonly<Record<CallActionKind, Rule>> = {
  answer: { states: ['ringing'], withoutAgent: true, elsewhere: phrase('refused.not-ringing') },
  decline: { states: ['ringing'], withoutAgent: true, elsewhere: phrase('refused.not-ringing') },
  end: { states: UNENDED, withoutAgent: true },
  listen: { states: RUNNING },
  changeVoice: { states: RUNNING },
  hold: {
    states: RUNNING,
    refusal: (call) => (call.heldBy === 'supervisor' ? phrase('refused.held-already') : null),
  },
  resume: {
    states: ['held'],
    refusal: (call) =>
      call.heldBy === 'caller' ? phrase('refused.caller-holds') : notConsulting(call),
  },
  muteCaller: { states: RUNNING },
  muteAgent: { states: RUNNING },
  pauseAgent: { states: RUNNING },
  say: {
    states: ['live'],
    refusal: (call) => {
      if (call.floor === 'supervisor') {
        return phrase('refused.taken-over');
      }
      return call.agentPaused ? phrase('refused.agent-paused') : null;
    },
  },
  whisper: { states: RUNNING },
  changeInstruction: { states: RUNNING },
  setBargeIn: { states: ['connecting', ...RUNNING] },
  sendDtmf: { states: RUNNING },
  transfer: { states: RUNNING, refusal: notConsulting },
  consult: { states: RUNNING, refusal: notConsulting },
  completeTransfer: {
    states: RUNNING,
    refusal: (call) =>
      call.consultation?.state === 'talking' ? null : phrase('refused.nobody-consulted-yet'),
  },
  cancelTransfer: {
    states: RUNNING,
    refusal: (call) => (call.consultation === null ? phrase('refused.nobody-consulted') : null),
  },
  takeOver: {
    states: ['live'],
    refusal: (call) => (call.floor === 'supervisor' ? phrase('refused.taken-over-already') : null),
  },
  handBack: {
    states: RUNNING,
    refusal: (call) => (call.floor === 'agent' ? phrase('refused.not-taken-over') : null),
  },
  startRecording: {
    states: RUNNING,
    refusal: (call) => (call.recording === 'off' ? null : phrase('refused.recorded-already')),
  },
  stopRecording: { states: RUNNING, refusal: recorded },
  pauseRecording: {
    states: RUNNING,
    refusal: (call) =>
      call.recording === 'paused' ? phrase('refused.recording-paused-already') : recorded(call),
  },
  resumeRecording: {
    states: RUNNING,
    refusal: (call) =>
      call.recording === 'paused' ? null : phrase('refused.recording-not-paused'),
  },
};

const IN_STATE: Readonly<Record<CallState, Phrase>> = {
  dialing: phrase('refused.dialing'),
  ringing: phrase('refused.ringing'),
  answering: phrase('refused.answering'),
  connecting: phrase('refused.connecting'),
  live: phrase('refused.live'),
  held: phrase('refused.held'),
  ended: phrase('refused.ended'),
};

/** Why an action makes no sense now; null when it does. */
export function refusalOf(kind: CallActionKind, call: DecidingFacts): Phrase | null {
  const { states, withoutAgent, refusal, elsewhere } = RULES[kind];
  if (call.state === 'ended') {
    return IN_STATE.ended;
  }
  if (!call.hasAgent && withoutAgent === undefined) {
    return phrase('refused.no-agent');
  }
  if (!states.includes(call.state)) {
    return elsewhere ?? IN_STATE[call.state];
  }
  return refusal?.(call) ?? null;
}
