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
  | 'state'
  | 'hasAgent'
  | 'heldBy'
  | 'agentState'
  | 'agentPaused'
  | 'sentenceHeld'
  | 'floor'
  | 'speaker'
  | 'recording'
  | 'model'
  | 'agentLink'
  | 'consultation'
>;

/** What a supervisor does to a call: a command, or listening with the headset. */
export type CallActionKind = CallCommandKind | 'listen';

/** An action makes sense in these states, unless `refusal` says why not. */
type Rule = {
  readonly states: readonly CallState[];
  /** It makes sense in a call that has no agent too. */
  readonly withoutAgent?: true;
  readonly refusal?: (call: DecidingFacts, by: string | null) => Phrase | null;
  /** Refusal in any other state but `ended`; without it, the general one for that state. */
  readonly elsewhere?: Phrase;
};

const RUNNING: readonly CallState[] = ['live', 'held'];

const UNENDED = CALL_STATES.filter((state) => state !== 'ended');

const notConsulting = (call: DecidingFacts): Phrase | null =>
  call.consultation === null ? null : phrase('refused.consulting');

/** Only one supervisor speaks in a call. */
const notWhileAnotherSpeaks = (call: DecidingFacts, by: string | null): Phrase | null =>
  call.speaker === null || by === null || call.speaker === by
    ? null
    : phrase(call.floor === 'supervisor' ? 'refused.taken-over-already' : 'refused.another-speaks');

/** Nobody keeps the agent from speaking to the caller. */
const agentMaySpeak = (call: DecidingFacts): Phrase | null => {
  if (call.floor === 'supervisor') {
    return phrase('refused.taken-over');
  }
  return call.agentPaused ? phrase('refused.agent-paused') : null;
};

const agentSpeaks = ({ agentState }: DecidingFacts): Phrase | null =>
  agentState === 'speaking' ? null : phrase('refused.agent-not-speaking');

const recorded = (call: DecidingFacts): Phrase | null =>
  call.recording === 'off' ? phrase('refused.not-recorded') : null;

const RULES: Readonly<Record<CallActionKind, Rule>> = {
  answer: { states: ['ringing'], withoutAgent: true, elsewhere: phrase('refused.not-ringing') },
  decline: { states: ['ringing'], withoutAgent: true, elsewhere: phrase('refused.not-ringing') },
  end: { states: UNENDED, withoutAgent: true },
  listen: { states: RUNNING },
  changeVoice: { states: RUNNING },
  changeModel: {
    states: RUNNING,
    refusal: ({ model }) => (model === '' ? phrase('refused.no-model') : null),
  },
  repromptAgent: { states: ['live'], refusal: agentMaySpeak },
  reconnectAgent: {
    states: RUNNING,
    refusal: ({ agentLink }) =>
      agentLink === 'ready' ? null : phrase('refused.agent-not-connected'),
  },
  hold: {
    states: RUNNING,
    withoutAgent: true,
    refusal: (call) => (call.heldBy === 'supervisor' ? phrase('refused.held-already') : null),
  },
  resume: {
    states: ['held'],
    withoutAgent: true,
    refusal: (call) =>
      call.heldBy === 'caller' ? phrase('refused.caller-holds') : notConsulting(call),
  },
  muteCaller: { states: RUNNING },
  muteAgent: { states: RUNNING },
  pauseAgent: { states: RUNNING },
  cutAgent: { states: ['live'], refusal: agentSpeaks },
  holdSentence: {
    states: ['live'],
    refusal: (call) =>
      call.sentenceHeld ? phrase('refused.sentence-held-already') : agentSpeaks(call),
  },
  releaseSentence: {
    states: RUNNING,
    refusal: (call) => (call.sentenceHeld ? null : phrase('refused.sentence-not-held')),
  },
  say: { states: ['live'], refusal: agentMaySpeak },
  whisper: { states: RUNNING },
  changeInstruction: { states: RUNNING },
  setBargeIn: { states: ['connecting', ...RUNNING] },
  sendDtmf: { states: RUNNING, withoutAgent: true },
  transfer: { states: RUNNING, withoutAgent: true, refusal: notConsulting },
  consult: {
    states: RUNNING,
    refusal: (call, by) => notConsulting(call) ?? notWhileAnotherSpeaks(call, by),
  },
  completeTransfer: {
    states: RUNNING,
    refusal: ({ consultation }) =>
      consultation?.state === 'talking'
        ? null
        : phrase(
            consultation?.state === 'joining' ? 'refused.joining' : 'refused.nobody-consulted-yet',
          ),
  },
  cancelTransfer: {
    states: RUNNING,
    refusal: ({ consultation }) => {
      if (consultation === null) {
        return phrase('refused.nobody-consulted');
      }
      return consultation.state === 'joining' ? phrase('refused.joining') : null;
    },
  },
  takeOver: {
    states: ['live'],
    refusal: (call, by) =>
      call.floor === 'supervisor'
        ? phrase('refused.taken-over-already')
        : notWhileAnotherSpeaks(call, by),
  },
  handBack: {
    states: RUNNING,
    refusal: (call) => (call.floor === 'agent' ? phrase('refused.not-taken-over') : null),
  },
  answerQuestion: { states: RUNNING },
  approveTool: { states: RUNNING },
  rejectTool: { states: RUNNING },
  acknowledgeAlert: { states: UNENDED, withoutAgent: true },
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

/**
 * Why an action makes no sense now; null when it does. `by`: who acts, as the desk names them; null
 * if that does not matter yet, e.g. for a button that is shown.
 */
export function refusalOf(
  kind: CallActionKind,
  call: DecidingFacts,
  by: string | null = null,
): Phrase | null {
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
  return refusal?.(call, by) ?? null;
}
