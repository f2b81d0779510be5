import { isDeepStrictEqual } from 'node:util';
import type { ComponentHealth, ComponentName, Health, RunMode } from '#model/health';
import type { Phrase } from '#model/phrases/phrase';

/** Health of a part that this mode does not use. */
function partOff(): ComponentHealth {
  return { state: 'off', phrase: null, version: '', since: Date.now() };
}

/** Health of all parts that Cordboard depends on; reports every change. */
export class HealthBoard {
  readonly #onChange: (health: Health) => void;
  #health: Health;

  constructor(mode: RunMode, version: string, onChange: (health: Health) => void) {
    const off = partOff();
    this.#health = {
      mode,
      version,
      asterisk: off,
      gemini: off,
      mediaServer: off,
      api: off,
      vad: off,
      plugins: off,
      capacity: off,
      webhooks: off,
    };
    this.#onChange = onChange;
  }

  get health(): Health {
    return this.#health;
  }

  /** Sets the state of a part. `since` is kept while only the phrase changes. */
  set(
    name: ComponentName,
    state: ComponentHealth['state'],
    phrase: Phrase | null = null,
    version = this.#health[name].version,
  ): void {
    const before = this.#health[name];
    const since = before.state === state ? before.since : Date.now();
    const now: ComponentHealth = { state, phrase, version, since };
    if (isDeepStrictEqual(now, before)) {
      return;
    }
    this.#health = { ...this.#health, [name]: now };
    this.#onChange(this.#health);
  }
}
