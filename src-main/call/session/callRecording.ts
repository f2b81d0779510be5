import { type CordboardError, cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { RecordingState } from '#model/call';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { LiveCall } from '../liveCall';
import type { Recording, StartRecording } from '../recorder';
import type { Talk } from '../talk/talk';

export type CallRecordingOptions = {
  readonly liveCall: LiveCall;
  readonly talk: Pick<Talk, 'addTap'>;
  readonly start: StartRecording;
};

type State =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'on' | 'paused';
      readonly recording: Recording;
      readonly removeTap: () => void;
    }
  | { readonly kind: 'closed' };

/** The recording of one call. It may be stopped and started again; each start creates a file. */
export class CallRecording {
  readonly #options: CallRecordingOptions;
  #state: State = { kind: 'off' };

  constructor(options: CallRecordingOptions) {
    this.#options = options;
  }

  /**
   * Starts a new file. Fails with `invalid-state` if the call is recorded already, with `cancelled`
   * if the call ends meanwhile, or as StartRecording does; the latter is also shown as a notice.
   */
  async start(): Promise<Result<void>> {
    if (this.#state.kind !== 'off') {
      return refused(phrase('refused.recorded-already'));
    }
    const starting: State = { kind: 'starting' };
    this.#state = starting;
    const { liveCall, talk, start } = this.#options;
    const started = await start(liveCall.call.id, (error) => {
      this.#stoppedByItself(error);
    });
    if (this.#state !== starting) {
      if (started.ok) {
        await started.value.close();
      }
      return fail(cordboardError('cancelled', phrase('call.ended-meanwhile')));
    }
    if (!started.ok) {
      this.#state = { kind: 'off' };
      liveCall.notice('recording', 'warn', started.error.phrase);
      return started;
    }
    const recording = started.value;
    this.#state = { kind: 'on', recording, removeTap: talk.addTap(recording.tap) };
    liveCall.clearNotice('recording');
    this.#show('on');
    return done;
  }

  /** Completes the file. Fails with `invalid-state` if the call is not recorded. */
  async stop(): Promise<Result<void>> {
    const state = this.#state;
    if (state.kind !== 'on' && state.kind !== 'paused') {
      return refused(phrase('refused.not-recorded'));
    }
    this.#state = { kind: 'off' };
    this.#show('off');
    state.removeTap();
    await state.recording.close();
    return done;
  }

  /**
   * Records silence from now on. Fails with `invalid-state` if the call is not recorded, or the
   * recording is paused already.
   */
  pause(): Result<void> {
    const state = this.#state;
    if (state.kind !== 'on') {
      return refused(phrase('refused.not-recorded'));
    }
    state.recording.pause();
    this.#state = { ...state, kind: 'paused' };
    this.#show('paused');
    return done;
  }

  /** Goes on recording. Fails with `invalid-state` if the recording is not paused. */
  resume(): Result<void> {
    const state = this.#state;
    if (state.kind !== 'paused') {
      return refused(phrase('refused.recording-not-paused'));
    }
    state.recording.resume();
    this.#state = { ...state, kind: 'on' };
    this.#show('on');
    return done;
  }

  /** The call is over: completes the file. Idempotent. */
  async close(): Promise<void> {
    const state = this.#state;
    this.#state = { kind: 'closed' };
    if (state.kind === 'on' || state.kind === 'paused') {
      await state.recording.close();
    }
  }

  #stoppedByItself(error: CordboardError): void {
    const state = this.#state;
    if (state.kind !== 'on' && state.kind !== 'paused') {
      return;
    }
    this.#state = { kind: 'off' };
    state.removeTap();
    this.#show('off');
    this.#options.liveCall.notice('recording', 'warn', error.phrase);
  }

  #show(recording: RecordingState): void {
    this.#options.liveCall.update({ recording });
  }
}

function refused(why: Phrase): Result<never> {
  return fail(cordboardError('invalid-state', why));
}
