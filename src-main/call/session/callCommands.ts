/** What the supervisor's commands to a call do. */
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { CallCommand, CallCommandKind, CommandOf } from '#model/commands';
import type { EndReason } from '#model/endReasons';
import { refusalOf } from '#model/possible';
import type { TransferTarget } from '#model/profile';
import type { CallLeg } from '../callLeg';
import type { CallSettings } from '../callSettings';
import type { LiveCall } from '../liveCall';
import type { Talk } from '../talk/talk';
import type { AttendedTransfer } from './attendedTransfer';
import type { CallHold } from './callHold';
import type { CallRecording } from './callRecording';
import { BUSY, HANG_UP, type WayOut } from './wayOut';

/** The parts of a call that commands work on. */
export type CommandTargets = {
  readonly liveCall: LiveCall;
  readonly talk: Talk;
  readonly leg: CallLeg;
  readonly hold: CallHold;
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
) => Result<void> | Promise<Result<void>>;

const RUN: { readonly [Kind in CallCommandKind]: Run<Kind> } = {
  answer: ({ answer }) => answer(),
  decline: ({ end }) => end('declined', BUSY),
  end: ({ end }) => end('supervisor-hung-up', HANG_UP),
  changeVoice: ({ talk }, { voice }) => {
    talk.changeVoice(voice);
    return done;
  },
  hold: ({ hold }) => hold.by('supervisor', true),
  resume: ({ hold }) => hold.takeBack(),
  muteCaller: ({ talk, liveCall }, { on }) => {
    talk.muteCaller(on);
    liveCall.update({ callerMuted: on });
    return done;
  },
  muteAgent: ({ talk, liveCall }, { on }) => {
    talk.muteAgent(on);
    liveCall.update({ agentMuted: on });
    return done;
  },
  pauseAgent: ({ talk, liveCall }, { on }) => {
    talk.pauseAgent(on);
    liveCall.update({ agentPaused: on });
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
  setBargeIn: ({ talk, liveCall }, { mode }) => {
    talk.setBargeIn(mode);
    liveCall.update({ bargeIn: mode });
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

/**
 * Carries out a command. Fails with `invalid-state` if it is not possible now (model/possible.ts),
 * or as Asterisk answers.
 */
export async function carryOut(call: CommandTargets, command: CallCommand): Promise<Result<void>> {
  const refusal = refusalOf(command.kind, call.liveCall.call);
  if (refusal !== null) {
    return fail(cordboardError('invalid-state', refusal));
  }
  // The table pairs each kind with its own command; the compiler loses that through the index.
  const run = RUN[command.kind] as Run<CallCommandKind>;
  return await run(call, command);
}

/**
 * Sends the caller on to a target of the profile or to an extension. On failure the caller stays.
 */
export async function transferTo(
  { leg, hold, settings, onTransferred }: CommandTargets,
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
