import type { CordboardError } from '#main/util/errors';
import { done, type Result } from '#main/util/result';
import type { RecordingState } from '#model/call';
import type { CallContent } from '../content/callContent';
import { endedMeanwhile } from '../life/endedMeanwhile';
import { Follower } from '../life/follower';
import type { LiveCall } from '../liveCall';
import type { Recording, StartRecording } from '../recording/recorder';

export type CallRecordingOptions = {
  readonly liveCall: LiveCall;
  readonly content: Pick<CallContent, 'addTap'>;
  readonly start: StartRecording;
  /** Aborts when the call ends. */
  readonly over: AbortSignal;
};

type File = { readonly recording: Recording; readonly removeTap: () => void };

/**
 * The recording of one call: follows the call's wish once the call is live. It may end and begin
 * again; each beginning creates a file.
 */
export class CallRecording {
  readonly #options: CallRecordingOptions;
  readonly #follower: Follower<RecordingState>;
  #file: File | null = null;
  #working: Promise<Result<void>> = Promise.resolve(done);

  constructor(options: CallRecordingOptions) {
    this.#options = options;
    this.#follower = new Follower<RecordingState>({
      actual: { is: 'known', state: 'off' },
      send: (state) => this.#become(state),
      same: (one, other) => one === other,
      over: options.over,
    });
    options.liveCall.follow((now, before) => {
      if (now.wishes.recording !== before.wishes.recording || now.phase !== before.phase) {
        void this.settled();
      }
    });
  }

  /**
   * Resolves once the call is recorded as it is wished. Fails as StartRecording does, which is also
   * shown as a notice; then the call is not recorded, and the wish is gone.
   */
  settled(): Promise<Result<void>> {
    const { phase, wishes } = this.#options.liveCall.value;
    if (phase !== 'live') {
      return Promise.resolve(done);
    }
    const settled = this.#follower.want(wishes.recording ?? 'off');
    if (settled !== this.#working) {
      this.#working = settled;
      void settled.then((result) => {
        if (!result.ok) {
          this.#failed(result.error);
        }
      });
    }
    return settled;
  }

  /** The call is over: completes the file. Idempotent. */
  async close(): Promise<void> {
    await this.#working;
    await this.#stop();
  }

  async #become(state: RecordingState): Promise<Result<void>> {
    if (state === 'off') {
      await this.#stop();
    } else {
      const started = this.#file === null ? await this.#start() : this.#goOn(state);
      if (!started.ok) {
        return started;
      }
      if (state === 'paused') {
        this.#file?.recording.pause();
      }
    }
    this.#options.liveCall.update({ recording: this.#file === null ? 'off' : state });
    return done;
  }

  #goOn(state: RecordingState): Result<void> {
    if (state === 'on') {
      this.#file?.recording.resume();
    }
    return done;
  }

  async #start(): Promise<Result<void>> {
    const { liveCall, content, start, over } = this.#options;
    const started = await start(liveCall.call, (error) => {
      this.#stoppedByItself(error);
    });
    if (!started.ok) {
      return started;
    }
    if (over.aborted) {
      await started.value.close();
      return endedMeanwhile();
    }
    const recording = started.value;
    this.#file = { recording, removeTap: content.addTap(recording.tap) };
    liveCall.clearNotice('recording');
    return done;
  }

  async #stop(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    file?.removeTap();
    await file?.recording.close();
  }

  #stoppedByItself(error: CordboardError): void {
    this.#file?.removeTap();
    this.#file = null;
    this.#failed(error);
  }

  #failed(error: CordboardError): void {
    const { liveCall } = this.#options;
    liveCall.update({ recording: 'off' });
    liveCall.notice('recording', 'warn', error.phrase);
    liveCall.input({ type: 'wishes', wishes: { recording: 'off' }, atMs: performance.now() });
  }
}
