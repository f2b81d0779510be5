import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { Operator, OperatorDraft } from '#model/operators';
import { type Phrase, phrase } from '#model/phrases/phrase';

/** Operators in memory. Everybody's PIN is `1234`. */
export class FakeOperators {
  list: readonly Operator[] = [];
  problem: Phrase | null = null;
  readonly saved: OperatorDraft[] = [];
  readonly #listeners = new Set<() => void>();

  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Replaces all operators, and tells who follows. */
  become(list: readonly Operator[]): void {
    this.list = list;
    this.#listeners.forEach((tell) => {
      tell();
    });
  }

  check(_name: string, pin: string): Promise<Result<void>> {
    const wrong = fail(cordboardError('auth', phrase('operator.wrong-pin')));
    return Promise.resolve(pin === '1234' ? done : wrong);
  }

  save(draft: OperatorDraft): Promise<Result<void>> {
    const { name, role } = draft;
    this.saved.push(draft);
    this.become([...this.list.filter((each) => each.name !== name), { name, role }]);
    return Promise.resolve(done);
  }

  remove(name: string): Promise<Result<void>> {
    this.become(this.list.filter((each) => each.name !== name));
    return Promise.resolve(done);
  }
}
