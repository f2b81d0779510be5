/** What the supervisor's commands to a call do, besides what they change in the call's value. */
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { CallCommand, CallCommandKind, CommandOf } from '#model/commands';
import type { EndReason } from '#model/endReasons';
import { phrase } from '#model/phrases/phrase';
import { refusalOf } from '#model/possible';
import type { TransferTarget } from '#model/profile';
import type { CallLeg } from '../callLeg';
import type { CallSettings } from '../callSettings';
import type { CallContent } from '../content/callContent';
import type { AnswerCommand } from '../life/questions';
import type { CallWishes } from '../life/wishes';
import type { LiveCall } from '../liveCall';
import type { Talk } from '../talk/talk';
import type { AttendedTransfer } from './attendedTransfer';
import type { CallLine } from './callLine';
import type { CallRecording } from './callRecording';
import { BUSY, HANG_UP, type WayOut } from './wayOut';

/** The parts of a call that commands work on. */
export type CommandTargets = {
  readonly liveCall: LiveCall;
  readonly content: Pick<CallContent, 'talk'>;
  readonly leg: CallLeg;
  readonly line: CallLine;
  readonly recording: CallRecording;
  readonly consultation: AttendedTransfer;
  readonly settings: () => CallSettings;
  readonly answer: () => Promise<Result<void>>;
  /**
   * Ends the call. A failure says that Asterisk did not accept it; the call is over all the same.
   */
  readonly end: (reason: EndReason, way: WayOut) => Promise<Result<void>>;
  /** The caller has been sent on. */
  readonly onTransferred: () => void;
};

type Run<Kind extends CallCommandKind> = (
  call: CommandTargets,
  command: CommandOf<Kind>,
  by: string,
) => Result<void> | Promise<Result<void>>;

/** The value has changed, and the parts of the call have followed it already. */
const followed = (): Result<void> => done;

/** Does something with the talk. Only a call with an agent comes here (model/possible.ts). */
function withTalk(
  { content }: CommandTargets,
  use: (talk: Talk) => Result<void> | Promise<Result<void>>,
): Result<void> | Promise<Result<void>> {
  return content.talk === null
    ? fail(cordboardError('invalid-state', phrase('refused.no-agent')))
    : use(content.talk);
}

/**
 * Ends the call. With a goodbye the command is done before the call is over: meanwhile a second one
 * ends it at once, and who takes the call over keeps it.
 */
function hangUp(
  { content: { talk }, liveCall, end }: CommandTargets,
  { goodbye = false }: CommandOf<'end'>,
  by: string,
): Result<void> | Promise<Result<void>> {
  const isSaid = liveCall.call.notices.some(({ kind }) => kind === 'goodbye');
  if (!goodbye || isSaid || talk?.reach.agentReachesCaller !== true) {
    return end('supervisor-hung-up', HANG_UP);
  }
  liveCall.notice('goodbye', 'info', phrase('call.goodbye', { who: by }));
  void talk.sayGoodbye().then(() => {
    liveCall.clearNotice('goodbye');
    return liveCall.call.floor === 'supervisor' ? done : end('supervisor-hung-up', HANG_UP);
  });
  return done;
}

function answer(
  call: CommandTargets,
  command: AnswerCommand,
  by: string,
): Result<void> | Promise<Result<void>> {
  return withTalk(call, (talk) => talk.questions.answer(command, by));
}

const RUN: { readonly [Kind in CallCommandKind]: Run<Kind> } = {
  answer: (call) => call.answer(),
  decline: ({ end }) => end('declined', BUSY),
  end: hangUp,
  changeVoice: (call, { voice }, by) =>
    withTalk(call, (talk) => {
      talk.changeVoice(voice, by);
      return done;
    }),
  changeModel: (call, { model }, by) =>
    withTalk(call, (talk) => {
      talk.changeModel(model, by);
      return done;
    }),
  repromptAgent: (call, _command, by) =>
    withTalk(call, (talk) => {
      talk.reprompt(by);
      return done;
    }),
  reconnectAgent: (call, _command, by) =>
    withTalk(call, (talk) => {
      talk.reconnectAgent(by);
      return done;
    }),
  hold: ({ line }) => line.settled(),
  resume: ({ line }) => line.settled(),
  muteCaller: followed,
  muteAgent: followed,
  pauseAgent: followed,
  cutAgent: (call, _command, by) =>
    withTalk(call, (talk) => {
      talk.cutAgent(by);
      return done;
    }),
  holdSentence: (call, _command, by) =>
    withTalk(call, (talk) => {
      talk.holdSentence(by);
      return done;
    }),
  releaseSentence: (call) =>
    withTalk(call, (talk) => {
      talk.releaseSentence();
      return done;
    }),
  say: (call, { text }, by) =>
    withTalk(call, (talk) => {
      talk.say(text, by);
      return done;
    }),
  whisper: (call, { text }, by) =>
    withTalk(call, (talk) => {
      talk.whisper(text, by);
      return done;
    }),
  changeInstruction: (call, { text }, by) =>
    withTalk(call, (talk) => talk.changeInstruction(text, by)),
  setBargeIn: followed,
  sendDtmf: ({ leg }, { digits }) => leg.sendDtmf(digits),
  transfer: (call, { target }) => transferTo(call, target),
  consult: ({ consultation, settings }, { target }, by) =>
    consultation.begin({ target, by }, extensionOf(target, settings().transferTargets)),
  completeTransfer: ({ consultation }) => consultation.complete(),
  cancelTransfer: ({ consultation }) => consultation.cancel(),
  takeOver: followed,
  handBack: followed,
  answerQuestion: answer,
  approveTool: answer,
  rejectTool: answer,
  acknowledgeAlert: ({ liveCall }, { alertId }, by) =>
    liveCall.input({ type: 'acknowledged', alertId, by })
      ? done
      : fail(cordboardError('invalid-state', phrase('refused.no-such-alert'))),
  startRecording: ({ recording }) => recording.settled(),
  stopRecording: ({ recording }) => recording.settled(),
  pauseRecording: ({ recording }) => recording.settled(),
  resumeRecording: ({ recording }) => recording.settled(),
};

/**
 * Carries out a command of this supervisor (`by`, as the desk names who acts). Fails with
 * `invalid-state` if it is not possible now (model/possible.ts), or as Asterisk answers.
 */
export async function carryOut(
  call: CommandTargets,
  command: CallCommand,
  by: string,
): Promise<Result<void>> {
  const refusal = refusalOf(command.kind, call.liveCall.call, by);
  if (refusal !== null) {
    return fail(cordboardError('invalid-state', refusal));
  }
  const { liveCall } = call;
  const before = liveCall.value.wishes;
  liveCall.input({ type: 'command', command, by, atMs: performance.now() });
  const wished = liveCall.value.wishes;
  // The table pairs each kind with its own command; the compiler loses that through the index.
  const run = RUN[command.kind] as Run<CallCommandKind>;
  const result = await run(call, command, by);
  // What has only not been answered yet is still wished, and repeated.
  if (!result.ok && result.error.kind !== 'timeout') {
    takeBack(liveCall, before, wished);
  }
  return result;
}

/** What a refused command has wished for is as before, unless somebody wished anew meanwhile. */
function takeBack(liveCall: LiveCall, before: CallWishes, wished: CallWishes): void {
  const now = liveCall.value.wishes;
  const refused = Object.keys(wished).filter((key): key is keyof CallWishes => {
    const wish = key as keyof CallWishes;
    return wished[wish] !== before[wish] && now[wish] === wished[wish];
  });
  if (refused.length > 0) {
    const wishes = Object.fromEntries(refused.map((key) => [key, before[key]]));
    liveCall.input({ type: 'wishes', wishes, atMs: performance.now() });
  }
}

/**
 * Sends the caller on to a target of the profile or to an extension. On failure the caller stays.
 */
export async function transferTo(
  { leg, line, settings, onTransferred }: CommandTargets,
  target: string,
): Promise<Result<void>> {
  const extension = extensionOf(target, settings().transferTargets);
  const sent = await line.sendOn(() => leg.transfer(extension));
  if (sent.ok) {
    onTransferred();
  }
  return sent;
}

/** The extension of a target of the profile; any other word is an extension itself. */
function extensionOf(target: string, targets: readonly TransferTarget[]): string {
  return targets.find(({ name }) => name === target)?.extension ?? target;
}
