import type { CallerInfo, CallLeg, CallLegHandlers } from '#main/call/callLeg';
import type { FrameClock } from '#main/media/clock/frameClock';
import type { MediaTransport } from '#main/media/transport/mediaTransport';
import { type SimulatedParty, SimulatedTransport } from '#main/media/transport/simulatedTransport';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

type DeskLegOptions = {
  readonly info: CallerInfo;
  readonly clock: FrameClock;
  /** Who speaks and listens at the far end. */
  readonly party: SimulatedParty;
  /** The line is down, whoever ended the call. Called once. */
  readonly onOver: () => void;
};

/** The leg of a call that nobody on a telephone makes: its far end is inside this program. */
export class DeskLeg implements CallLeg {
  readonly caller: CallerInfo;
  /** Such a call does not outlive the program. */
  readonly memory = null;
  readonly #options: DeskLegOptions;
  #state: 'offered' | 'answered' | 'over' = 'offered';
  #handlers: CallLegHandlers | null = null;
  #transport: SimulatedTransport | null = null;

  constructor(options: DeskLegOptions) {
    this.caller = options.info;
    this.#options = options;
  }

  /** The far end hangs up. Idempotent. */
  hangUpByCaller(): void {
    if (this.#end()) {
      this.#handlers?.onEnded({ by: 'caller' });
    }
  }

  start(handlers: CallLegHandlers): void {
    this.#handlers = handlers;
    if (this.#state === 'over') {
      handlers.onEnded({ by: 'caller' });
    }
  }

  remember(): Promise<Result<void>> {
    return Promise.resolve(done);
  }

  ring(): Promise<Result<void>> {
    return this.#whileUp();
  }

  answer(): Promise<Result<void>> {
    if (this.#state === 'offered') {
      this.#state = 'answered';
    }
    return this.#whileUp();
  }

  connectMedia(): Promise<Result<MediaTransport>> {
    if (this.#state !== 'answered') {
      return Promise.resolve(fail(lineDown()));
    }
    this.#transport?.closeByFarSide();
    this.#transport = new SimulatedTransport(this.#options.clock, this.#options.party);
    return Promise.resolve(ok(this.#transport));
  }

  checkMedia(): Promise<Result<'intact'>> {
    return Promise.resolve(this.#state === 'over' ? fail(lineDown()) : ok('intact'));
  }

  hangUp(): Promise<Result<void>> {
    this.#end();
    return Promise.resolve(done);
  }

  sendToFallback(): Promise<Result<void>> {
    return this.hangUp();
  }

  refuse(): Promise<Result<void>> {
    return this.hangUp();
  }

  /** Nobody needs music to know that the line is still there. */
  playMusic(): Promise<Result<void>> {
    return this.#whileUp();
  }

  /** Only the dialplan of a real call sets variables. */
  readVariable(): Promise<Result<string>> {
    return Promise.resolve(ok(''));
  }

  sendDtmf(): Promise<Result<void>> {
    return this.#whileUp();
  }

  /** Where the caller would go is not tried: the call ends as transferred. */
  transfer(): Promise<Result<void>> {
    return Promise.resolve(this.#end() ? done : fail(lineDown()));
  }

  joinWith(): Promise<Result<void>> {
    const why = phrase('trial.not-a-telephone');
    return Promise.resolve(fail(cordboardError('invalid-state', why)));
  }

  release(): Promise<void> {
    this.#end();
    this.#transport?.closeByFarSide();
    return Promise.resolve();
  }

  /** Takes the line down. False when it was down before. */
  #end(): boolean {
    if (this.#state === 'over') {
      return false;
    }
    this.#state = 'over';
    this.#options.onOver();
    return true;
  }

  #whileUp(): Promise<Result<void>> {
    return Promise.resolve(this.#state === 'over' ? fail(lineDown()) : done);
  }
}

function lineDown(): CordboardError {
  return cordboardError('not-found', phrase('trial.line-down'));
}
