import type { ComponentHealth, ComponentName, Health, RunMode } from '#model/health';

/** Health of a part that this mode does not use. */
function partOff(): ComponentHealth {
  return { state: 'off', message: '', version: '', since: Date.now() };
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
    };
    this.#onChange = onChange;
  }

  get health(): Health {
    return this.#health;
  }

  /** Sets the state of a part. `since` is kept while only the message changes. */
  set(
    name: ComponentName,
    state: ComponentHealth['state'],
    message = '',
    version = this.#health[name].version,
  ): void {
    const before = this.#health[name];
    if (before.state === state && before.message === message && before.version === version) {
      return;
    }
    const since = before.state === state ? before.since : Date.now();
    this.#health = { ...this.#health, [name]: { state, message, version, since } };
    this.#onChange(this.#health);
  }
}
