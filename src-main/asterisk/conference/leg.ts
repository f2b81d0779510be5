import type { CallerInfo, CallLeg, CallLegHandlers } from '#main/call/callLeg';
import type { MediaTransport } from '#main/media/transport/mediaTransport';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import { AsteriskMedia, type AsteriskMediaContext } from '../channelMedia';

/** The leg of the assistant in one conference. Its caller stands for all members in the bridge. */
export class ConferenceLeg implements CallLeg {
  readonly caller: CallerInfo;
  readonly sharedLine = true;
  /** An assistant is called anew by the next member. */
  readonly memory = null;
  readonly #onReleased: () => void;
  readonly #media: AsteriskMedia;
  #handlers: CallLegHandlers | null = null;
  #state: 'here' | 'gone' = 'here';

  /**
   * @param bridgeId The conference's bridge.
   * @param onReleased Called when everything of the leg is freed.
   */
  constructor(
    caller: CallerInfo,
    bridgeId: string,
    context: AsteriskMediaContext,
    onReleased: () => void,
  ) {
    this.caller = caller;
    this.#onReleased = onReleased;
    this.#media = new AsteriskMedia(caller.callId, context, bridgeId);
  }

  /** Ids of what this leg has created in Asterisk, for the sweep. */
  get ownedIds(): readonly string[] {
    return this.#media.ownedIds;
  }

  start(handlers: CallLegHandlers): void {
    this.#handlers = handlers;
    if (this.#state === 'gone') {
      handlers.onEnded({ by: 'caller' });
    }
  }

  /** Ends the assistant's call. Idempotent. */
  dismiss(): void {
    if (this.#state === 'here') {
      this.#state = 'gone';
      this.#handlers?.onEnded({ by: 'caller' });
    }
  }

  remember(): Promise<Result<void>> {
    return Promise.resolve(done);
  }

  /** The members are there already. */
  ring(): Promise<Result<void>> {
    return Promise.resolve(done);
  }

  answer(): Promise<Result<void>> {
    return Promise.resolve(done);
  }

  connectMedia(timeoutMs: number): Promise<Result<MediaTransport>> {
    return this.#media.connect(timeoutMs);
  }

  checkMedia(): Promise<Result<'intact' | 'broken'>> {
    return this.#media.check();
  }

  /** Only the assistant leaves; the members stay. */
  hangUp(): Promise<Result<void>> {
    this.#state = 'gone';
    return Promise.resolve(done);
  }

  sendToFallback(): Promise<Result<void>> {
    return this.hangUp();
  }

  /** Without the assistant the conference goes on. */
  refuse(): Promise<Result<void>> {
    return this.hangUp();
  }

  playMusic(): Promise<Result<void>> {
    return refused();
  }

  readVariable(): Promise<Result<string>> {
    return refused();
  }

  sendDtmf(): Promise<Result<void>> {
    return refused();
  }

  transfer(): Promise<Result<void>> {
    return refused();
  }

  joinWith(): Promise<Result<void>> {
    return refused();
  }

  async release(): Promise<void> {
    this.#state = 'gone';
    await this.#media.release();
    this.#onReleased();
  }
}

function refused(): Promise<Result<never>> {
  return Promise.resolve(fail(cordboardError('invalid-state', phrase('conference.not-movable'))));
}
