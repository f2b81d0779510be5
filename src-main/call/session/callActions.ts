/** What a supervisor can do to a call: where each action makes sense, and what it does. */
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { Call, CallState } from '#model/call';
import type { TransferTarget } from '#model/profile';
import type { SupervisorAction, SupervisorActionKind } from '#model/supervisorAction';
import type { CallLeg } from '../callLeg';
import type { CallSettings } from '../callSettings';
import type { CallView } from '../callView';
import type { Conversation } from '../conversation';
import type { AttendedTransfer } from './attendedTransfer';
import type { CallHold } from './callHold';
import type { CallRecording } from './callRecording';

/** The parts of a call that actions work on. */
export type ActionTargets = {
  readonly view: CallView;
  readonly talk: Conversation;
  readonly leg: CallLeg;
  readonly hold: CallHold;
  readonly recording: CallRecording;
  readonly consultation: AttendedTransfer;
  readonly settings: () => CallSettings;
  /** The caller has been sent on. */
  readonly onTransferred: () => void;
};

/** Where an action makes sense: in these states of the call, unless `refusal` says why not. */
type Rule = {
  readonly states: readonly CallState[];
  readonly refusal?: (call: Call) => string | null;
};

const RUNNING: readonly CallState[] = ['live', 'held'];

const NOT_CONSULTING = (call: Call): string | null =>
  call.consultation === null ? null : 'End the consultation first.';

const RECORDED = (call: Call): string | null =>
  call.recording === 'off' ? 'The call is not being recorded.' : null;

/** The agent can be made to speak. */
const SPEAKING: Rule = {
  states: ['live'],
  refusal: (call) => {
    if (call.floor === 'operator') {
      return 'The call is taken over. Hand it back first.';
    }
    return call.agentPaused ? 'The agent is paused. Let it go on first.' : null;
  },
};

/** The one table of what is possible when. */
export const ACTION_RULES: Readonly<Record<SupervisorActionKind, Rule>> = {
  hold: {
    states: RUNNING,
    refusal: (call) => (call.heldBy === 'supervisor' ? 'The call is on hold already.' : null),
  },
  resume: {
    states: ['held'],
    refusal: (call) =>
      call.heldBy === 'caller' ? 'The caller himself holds the line.' : NOT_CONSULTING(call),
  },
  muteCaller: { states: RUNNING },
  muteAgent: { states: RUNNING },
  pauseAgent: { states: RUNNING },
  say: SPEAKING,
  whisper: { states: RUNNING },
  changeInstruction: { states: RUNNING },
  setBargeIn: { states: ['connecting', ...RUNNING] },
  sendDtmf: { states: RUNNING },
  transfer: { states: RUNNING, refusal: NOT_CONSULTING },
  consult: { states: RUNNING, refusal: NOT_CONSULTING },
  completeTransfer: {
    states: RUNNING,
    refusal: (call) =>
      call.consultation?.state === 'talking' ? null : 'Nobody has answered to a consultation.',
  },
  cancelTransfer: {
    states: RUNNING,
    refusal: (call) => (call.consultation === null ? 'Nobody is being consulted.' : null),
  },
  takeOver: {
    states: ['live'],
    refusal: (call) => (call.floor === 'operator' ? 'The call is taken over already.' : null),
  },
  handBack: {
    states: RUNNING,
    refusal: (call) => (call.floor === 'agent' ? 'The call is not taken over.' : null),
  },
  startRecording: {
    states: RUNNING,
    refusal: (call) => (call.recording === 'off' ? null : 'The call is being recorded already.'),
  },
  stopRecording: { states: RUNNING, refusal: RECORDED },
  pauseRecording: {
    states: RUNNING,
    refusal: (call) =>
      call.recording === 'paused' ? 'The recording is paused already.' : RECORDED(call),
  },
  resumeRecording: {
    states: RUNNING,
    refusal: (call) => (call.recording === 'paused' ? null : 'The recording is not paused.'),
  },
};

type Run<Kind extends SupervisorActionKind> = (
  call: ActionTargets,
  action: Extract<SupervisorAction, { readonly kind: Kind }>,
) => Result<void> | Promise<Result<void>>;

const RUN: { readonly [Kind in SupervisorActionKind]: Run<Kind> } = {
  hold: ({ hold }) => hold.by('supervisor', true),
  resume: ({ hold }) => hold.takeBack(),
  muteCaller: ({ talk, view }, { on }) => {
    talk.muteCaller(on);
    view.update({ callerMuted: on });
    return done;
  },
  muteAgent: ({ talk, view }, { on }) => {
    talk.muteAgent(on);
    view.update({ agentMuted: on });
    return done;
  },
  pauseAgent: ({ talk, view }, { on }) => {
    talk.pauseAgent(on);
    view.update({ agentPaused: on });
    return done;
  },
  say: ({ talk }, { text }) => {
    talk.say(text);
    return done;
  },
  whisper: ({ talk }, { text }) => {
    talk.whisper(text);
    return done;
  },
  changeInstruction: ({ talk }, { text }) => talk.changeInstruction(text),
  setBargeIn: ({ talk, view }, { mode }) => {
    talk.setBargeIn(mode);
    view.update({ bargeIn: mode });
    return done;
  },
  sendDtmf: ({ leg }, { digits }) => leg.sendDtmf(digits),
  transfer: (call, { target }) => transferTo(call, target),
  consult: ({ consultation, settings }, { target }) =>
    consultation.begin(target, extensionOf(target, settings().transferTargets)),
  completeTransfer: ({ consultation }) => consultation.complete(),
  cancelTransfer: ({ consultation }) => consultation.cancel(),
  takeOver: ({ talk }) => {
    talk.takeOver();
    return done;
  },
  handBack: ({ talk }) => {
    talk.handBack();
    return done;
  },
  startRecording: ({ recording }) => recording.start(),
  stopRecording: ({ recording }) => recording.stop(),
  pauseRecording: ({ recording }) => recording.pause(),
  resumeRecording: ({ recording }) => recording.resume(),
};

/** Carries an action out. Fails with `invalid-state`, in plain words, where it makes no sense, or as Asterisk answers. */
export async function act(call: ActionTargets, action: SupervisorAction): Promise<Result<void>> {
  const refusal = refusalOf(action.kind, call.view.call);
  if (refusal !== null) {
    return fail(cordboardError('invalid-state', refusal));
  }
  // The table gives each kind its own action; the compiler does not follow that through the index.
  const run = RUN[action.kind] as Run<SupervisorActionKind>;
  return await run(call, action);
}

/** Why an action makes no sense now; null when it does. */
export function refusalOf(kind: SupervisorActionKind, call: Call): string | null {
  const rule = ACTION_RULES[kind];
  if (!rule.states.includes(call.state)) {
    return STATE_REFUSALS[call.state];
  }
  return rule.refusal?.(call) ?? null;
}

const STATE_REFUSALS: Readonly<Record<CallState, string>> = {
  dialing: 'The called party has not answered yet.',
  ringing: 'The call has not been answered yet.',
  answering: 'The call is still being answered.',
  connecting: 'The call is still being connected.',
  live: 'The call is not on hold.',
  held: 'The call is on hold. Take it back first.',
  ended: 'The call has ended already.',
};

/** Sends the caller on to a target of the profile or to an extension. He stays when it fails. */
export async function transferTo(
  { leg, hold, settings, onTransferred }: ActionTargets,
  target: string,
): Promise<Result<void>> {
  const extension = extensionOf(target, settings().transferTargets);
  const sent = await hold.sendOn(() => leg.transfer(extension));
  if (sent.ok) {
    onTransferred();
  }
  return sent;
}

/** The extension of a target of the profile; any other word is an extension itself. */
function extensionOf(target: string, targets: readonly TransferTarget[]): string {
  return targets.find(({ name }) => name === target)?.extension ?? target;
}
