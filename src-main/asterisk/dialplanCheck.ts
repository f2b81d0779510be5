import type { AriGateway } from '#main/ari/gateway';
import type { Log } from '#main/observability/log';
import { type Phrase, wordsOf } from '#model/phrases/phrase';
import type { CreatedIds } from './createdIds';
import { type DialplanSettings, missingPlaces } from './dialplan';

export type DialplanCheckOptions = {
  readonly gateway: AriGateway;
  readonly ids: CreatedIds;
  readonly settings: () => DialplanSettings;
  /** What the dialplan lacks; null if nothing. */
  readonly onChecked: (missing: Phrase | null) => void;
  readonly log: Log;
  /** Aborted once nobody is to be told any more. */
  readonly stopped: AbortSignal;
};

/**
 * Looks whether the dialplan has what the settings name: once, again when they change, and, as long
 * as something is missing, at each connection.
 */
export class DialplanCheck {
  readonly #options: DialplanCheckOptions;
  /** The settings for which Asterisk was asked last; empty: it is to be asked again. */
  #asked = '';
  #lacks = false;

  constructor(options: DialplanCheckOptions) {
    this.#options = options;
  }

  /** Asterisk is there, perhaps with another dialplan. */
  async connected(): Promise<void> {
    if (this.#lacks) {
      this.#asked = '';
    }
    await this.look();
  }

  /** Asks Asterisk, unless its answer is known. */
  async look(): Promise<void> {
    const { gateway, ids, settings, onChecked, log, stopped } = this.#options;
    const wanted = settings();
    const { fallbackContext, transferContext, endpoint } = wanted;
    const asked = JSON.stringify([fallbackContext, transferContext, endpoint]);
    if (asked === this.#asked || gateway.health.state !== 'ready') {
      return;
    }
    this.#asked = asked;
    const missing = await missingPlaces(gateway, ids.create('idle'), wanted);
    if (!missing.ok || stopped.aborted) {
      this.#asked = '';
      return;
    }
    this.#lacks = missing.value !== null;
    if (missing.value !== null) {
      log.warn({ reason: wordsOf(missing.value) }, 'the dialplan lacks what Cordboard uses');
    }
    onChecked(missing.value);
  }
}
