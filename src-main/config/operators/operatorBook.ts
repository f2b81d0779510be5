import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { TypedEmitter } from '#main/util/typedEmitter';
import { MAX_OPERATORS, type Operator, type OperatorDraft } from '#model/operators';
import { type Phrase, phrase } from '#model/phrases/phrase';
import { type KeptOperator, readOperators, writeOperators } from './operatorFile';
import { hashPin, isPin } from './pin';
import { PinAttempts } from './pinAttempts';

/** The operators of this machine, kept in one file. None by default. */
export class OperatorBook {
  readonly #file: string;
  readonly #attempts: PinAttempts;
  readonly #events = new TypedEmitter<{ changed: null }>();
  #kept: readonly KeptOperator[];
  readonly #problem: Phrase | null;
  #saving: Promise<unknown> = Promise.resolve();

  private constructor(file: string, read: Result<readonly KeptOperator[]>, attempts: PinAttempts) {
    this.#file = file;
    this.#attempts = attempts;
    this.#kept = read.ok ? read.value : [];
    this.#problem = read.ok ? null : read.error.phrase;
  }

  /**
   * Reads the operators. Never fails: `problem` says what is wrong, and then nobody can sign in.
   * @param file Path of operators.json; it need not exist.
   * @param nowMs A clock that only goes forward.
   */
  static async load(file: string, nowMs: () => number = () => performance.now()) {
    return new OperatorBook(file, await readOperators(file), new PinAttempts(nowMs));
  }

  /** All operators, by name, without their PINs. */
  get list(): readonly Operator[] {
    return this.#kept.map(({ name, role }) => ({ name, role }));
  }

  /** Why the file cannot be used; null when it can. */
  get problem(): Phrase | null {
    return this.#problem;
  }

  /** Calls back after each change; the returned function stops. */
  onChanged(listener: () => void): () => void {
    return this.#events.on('changed', listener);
  }

  /**
   * Checks a PIN. Fails with `not-found` (no such operator) or `auth`: the PIN is wrong, or after
   * too many wrong ones it is not yet time for another try.
   */
  async check(name: string, pin: string): Promise<Result<void>> {
    const kept = this.#kept.find((each) => each.name === name);
    if (kept === undefined) {
      return fail(cordboardError('not-found', phrase('operator.unknown')));
    }
    const waitMs = this.#attempts.waitMs(name);
    if (waitMs > 0) {
      const said = phrase('operator.wait', { seconds: Math.ceil(waitMs / 1000) });
      return fail(cordboardError('auth', said, { retryable: true }));
    }
    this.#attempts.begin(name);
    if (!(await isPin(pin, kept))) {
      return fail(cordboardError('auth', phrase('operator.wrong-pin')));
    }
    this.#attempts.succeeded(name);
    return done;
  }

  /**
   * Adds an operator, or changes the one of this name. Fails with `invalid-input` (a new one
   * without a PIN, nobody would be admin, too many) or `config` (file).
   */
  save({ name, role, pin }: OperatorDraft): Promise<Result<void>> {
    return this.#change(async () => {
      const old = this.#kept.find((each) => each.name === name);
      const kept = pin === null ? old : await hashPin(pin);
      if (kept === undefined) {
        return fail(cordboardError('invalid-input', phrase('operator.needs-pin')));
      }
      const { salt, hash } = kept;
      return this.#keep([...this.#without(name), { name, role, salt, hash }]);
    });
  }

  /**
   * Removes an operator. Without any, the window belongs to the user of the operating system again.
   * Fails with `not-found`, `invalid-input` (nobody would be admin) or `config` (file).
   */
  remove(name: string): Promise<Result<void>> {
    return this.#change(() => {
      const left = this.#without(name);
      return left.length === this.#kept.length
        ? Promise.resolve(fail(cordboardError('not-found', phrase('operator.unknown'))))
        : this.#keep(left);
    });
  }

  /** One change after another, so that none is lost. */
  #change(work: () => Promise<Result<void>>): Promise<Result<void>> {
    const changed = this.#saving.then(work);
    this.#saving = changed.catch(() => undefined);
    return changed;
  }

  #without(name: string): readonly KeptOperator[] {
    return this.#kept.filter((each) => each.name !== name);
  }

  async #keep(operators: readonly KeptOperator[]): Promise<Result<void>> {
    if (operators.length > 0 && !operators.some(({ role }) => role === 'admin')) {
      return fail(cordboardError('invalid-input', phrase('operator.last-admin')));
    }
    if (operators.length > MAX_OPERATORS) {
      const said = phrase('operator.too-many', { most: MAX_OPERATORS });
      return fail(cordboardError('invalid-input', said));
    }
    const sorted = operators.toSorted((a, b) => a.name.localeCompare(b.name));
    const written = await writeOperators(this.#file, sorted);
    if (written.ok) {
      this.#kept = sorted;
      this.#events.emit('changed', null);
    }
    return written;
  }
}
