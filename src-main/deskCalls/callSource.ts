import { randomUUID } from 'node:crypto';
import type { CallerInfo, CallLeg, ReplayedPast } from '#main/call/callLeg';
import type { TestCalls, TestLine, TestLineHandlers } from '#main/call/testCalls';
import type { FrameClock } from '#main/media/clock/frameClock';
import type { SimulatedParty } from '#main/media/transport/simulatedTransport';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { Profile } from '#model/profile';
import { type Trial, trialCallId } from '#model/trial';
import { DeskLeg } from './leg';
import { MicrophoneBuffer } from './microphone';

type DeskCallSourceOptions = {
  readonly clock: FrameClock;
  /** The demo's agent answers: nothing of the call leaves this machine. */
  readonly demo: boolean;
  /** Why no call can be made now; null when one can. */
  readonly refusal: () => Phrase | null;
};

/** Who is at the far end of a call of ours, and what they learn of it. */
type FarEnd = {
  readonly mark: Trial;
  /** What was before in a call that is played again; null for a talk of its own. */
  readonly past: ReplayedPast | null;
  readonly profile: Profile;
  readonly callerNumber: string;
  readonly callerName: string;
  readonly party: SimulatedParty;
  readonly onOver: () => void;
};

/** The source of calls that are made at the desk, with no telephone. */
export class DeskCallSource implements TestCalls {
  readonly #options: DeskCallSourceOptions;
  #onIncoming: ((leg: CallLeg) => void) | null = null;

  constructor(options: DeskCallSourceOptions) {
    this.#options = options;
  }

  start(onIncoming: (leg: CallLeg) => void): void {
    this.#onIncoming = onIncoming;
  }

  stop(): void {
    this.#onIncoming = null;
  }

  openTest(profile: Profile, by: string, handlers: TestLineHandlers): Result<TestLine> {
    const microphone = new MicrophoneBuffer();
    const opened = this.open({
      mark: { kind: 'test' },
      past: null,
      profile,
      callerNumber: '',
      callerName: by,
      party: {
        hear: (samples) => {
          handlers.onFrame(samples);
        },
        speak: (samples) => {
          microphone.pull(samples);
        },
      },
      onOver: () => {
        handlers.onClose();
      },
    });
    if (!opened.ok) {
      return opened;
    }
    const leg = opened.value;
    return ok({
      callId: leg.caller.callId,
      send: (samples) => {
        microphone.push(samples);
      },
      close: () => {
        leg.hangUpByCaller();
      },
    });
  }

  /** Makes a call, which arrives like a caller's. Fails with `invalid-state`. */
  open({ mark, past, profile, callerNumber, callerName, party, onOver }: FarEnd): Result<DeskLeg> {
    const deliver = this.#onIncoming;
    if (deliver === null) {
      return fail(cordboardError('invalid-state', phrase('call.program-ends')));
    }
    const refusal = this.#options.refusal();
    if (refusal !== null) {
      return fail(cordboardError('invalid-state', refusal));
    }
    const info: CallerInfo = {
      callId: trialCallId(mark.kind, randomUUID()),
      callerNumber,
      callerName,
      dialedNumber: profile.numbers[0] ?? '',
      demo: this.#options.demo,
      direction: 'inbound',
      profileId: profile.id,
      trial: { mark, profile, past },
      adopted: false,
    };
    const leg = new DeskLeg({ info, clock: this.#options.clock, party, onOver });
    deliver(leg);
    return ok(leg);
  }
}
