import type { OperatorBook } from '#main/config/operators/operatorBook';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { TypedEmitter } from '#main/util/typedEmitter';
import type { Deed } from '#model/audit';
import type { Operator, StationState, StationView } from '#model/operators';
import { phrase } from '#model/phrases/phrase';
import type { Actor } from './actor';

/** Somebody who speaks is looked at again this often, ms: the window locks when they are done. */
const SPEAKS_STILL_MS = 1_000;

export type StationParts = {
  readonly book: Pick<OperatorBook, 'list' | 'problem' | 'check' | 'save' | 'onChanged'>;
  /** The user of the operating system. */
  readonly owner: string;
  readonly rules: () => {
    /** The window locks when nobody touched it for this long; 0: never. */
    readonly autoLockTimeoutMs: number;
    readonly viewersMayListen: boolean;
  };
  /** Whether this actor speaks to somebody in a call now. */
  readonly speaks: (actor: Actor) => boolean;
  /** Writes an entry of the audit. */
  readonly note: (actor: Actor, deed: Deed, result: Result<unknown>) => void;
};

/** Why the window was locked, for the audit. */
type LockReason = 'asked' | 'idle' | 'operators';

/**
 * Who works at the window, however many windows of the program are open. The window never locks
 * under a person who speaks to a caller.
 */
export class Station {
  readonly #parts: StationParts;
  readonly #events = new TypedEmitter<{ changed: StationView }>();
  #state: StationState;
  #idle: NodeJS.Timeout | undefined;
  /** The lock that waits for a person to stop speaking. */
  #waiting: NodeJS.Timeout | undefined;

  constructor(parts: StationParts) {
    this.#parts = parts;
    this.#state = this.#isKept() ? { state: 'locked', last: null } : this.#own();
    parts.book.onChanged(() => {
      this.#followBook();
    });
  }

  get state(): StationState {
    return this.#state;
  }

  get view(): StationView {
    const { list, problem } = this.#parts.book;
    const { viewersMayListen } = this.#parts.rules();
    return { station: this.#state, operators: list, problem, viewersMayListen };
  }

  /** Who acts at the window; of a locked one, the operator who was there last. */
  get actor(): Actor {
    const name =
      this.#state.state === 'locked'
        ? (this.#state.last ?? this.#parts.owner)
        : this.#state.operator.name;
    return { kind: 'window', name };
  }

  /** Calls back when somebody signs in, locks, or the operators change; the result stops. */
  onChanged(listener: (view: StationView) => void): () => void {
    return this.#events.on('changed', listener);
  }

  /** Fails as OperatorBook.check does. The audit names each try. */
  async signIn(name: string, pin: string): Promise<Result<void>> {
    const checked = await this.#parts.book.check(name, pin);
    const operator = this.#parts.book.list.find((each) => each.name === name);
    // An unknown name may be any text, so the audit does not get it.
    const actor = operator === undefined ? this.actor : ({ kind: 'window', name } as const);
    this.#parts.note(actor, { action: 'operator.signIn', callId: null, params: {} }, checked);
    if (checked.ok && operator !== undefined) {
      this.#become({ state: 'open', operator });
      this.touch();
    }
    return checked;
  }

  /**
   * Changes the PIN of whoever is signed in. Fails with `invalid-state` where nobody is, or as
   * OperatorBook.check and save do. The audit names each try.
   */
  async changePin(pin: string, newPin: string): Promise<Result<void>> {
    const { actor } = this;
    const operator = this.#state.state === 'open' ? this.#kept() : null;
    if (operator === null) {
      return fail(cordboardError('invalid-state', phrase('operator.not-signed-in')));
    }
    const checked = await this.#parts.book.check(operator.name, pin);
    const changed = checked.ok
      ? await this.#parts.book.save({ ...operator, pin: newPin })
      : checked;
    this.#parts.note(actor, { action: 'operator.changePin', callId: null, params: {} }, changed);
    return changed;
  }

  /** Fails with `invalid-state` where nobody has a PIN, or the person speaks on a call. */
  lock(): Result<void> {
    if (this.#state.state === 'own') {
      return fail(cordboardError('invalid-state', phrase('operator.no-lock')));
    }
    if (this.#parts.speaks(this.actor)) {
      return fail(cordboardError('invalid-state', phrase('operator.speaks')));
    }
    this.#lock('asked');
    return done;
  }

  /** A person touched the keyboard or the mouse in a window. */
  touch(): void {
    clearTimeout(this.#idle);
    const { autoLockTimeoutMs } = this.#parts.rules();
    if (autoLockTimeoutMs > 0 && this.#state.state === 'open') {
      this.#idle = setTimeout(() => {
        this.#lockWhenSilent('idle');
      }, autoLockTimeoutMs);
    }
    if (this.#waiting !== undefined && this.#isCurrent()) {
      clearTimeout(this.#waiting);
      this.#waiting = undefined;
    }
  }

  close(): void {
    clearTimeout(this.#idle);
    clearTimeout(this.#waiting);
    this.#events.removeAll();
  }

  #followBook(): void {
    if (!this.#isKept()) {
      this.#become(this.#own());
    } else if (this.#isCurrent()) {
      this.#renew();
    } else {
      this.#lockWhenSilent('operators');
    }
  }

  /** The operator at the window, as the book has them now; their role may be another one. */
  #renew(): void {
    const operator = this.#kept();
    this.#become(
      this.#state.state === 'open' && operator !== null ? { state: 'open', operator } : this.#state,
    );
  }

  #lockWhenSilent(reason: LockReason): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    if (this.#parts.speaks(this.actor)) {
      this.#waiting = setTimeout(() => {
        this.#lockWhenSilent(reason);
      }, SPEAKS_STILL_MS);
    } else {
      this.#lock(reason);
    }
  }

  #lock(reason: LockReason): void {
    if (this.#state.state === 'locked') {
      return;
    }
    const { actor } = this;
    this.#become({ state: 'locked', last: this.#kept()?.name ?? null });
    const deed: Deed = { action: 'operator.lock', callId: null, params: { reason } };
    this.#parts.note(actor, deed, ok(null));
  }

  #become(state: StationState): void {
    if (state.state !== 'open') {
      clearTimeout(this.#idle);
    }
    this.#state = state;
    this.#events.emit('changed', this.view);
  }

  /** Whether the station is as the book wants it: locked, or with an operator that it has. */
  #isCurrent(): boolean {
    return this.#state.state === 'locked' || this.#kept() !== null;
  }

  /** The operator who is, or was last, at the window, if the book has them. */
  #kept(): Operator | null {
    const { state } = this.#state;
    const { name } = this.actor;
    return (
      (state === 'own' ? undefined : this.#parts.book.list.find((each) => each.name === name)) ??
      null
    );
  }

  /** Whether operators are kept, or would be if their file could be read. */
  #isKept(): boolean {
    const { list, problem } = this.#parts.book;
    return list.length > 0 || problem !== null;
  }

  #own(): StationState {
    return { state: 'own', operator: { name: this.#parts.owner, role: 'admin' } };
  }
}
