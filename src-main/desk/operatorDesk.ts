import type { OperatorBook } from '#main/config/operators/operatorBook';
import type { Result } from '#main/util/result';
import type { Operator, OperatorDraft } from '#model/operators';
import type { Actor } from './actor';
import type { Deeds } from './deeds';

/** The operators of this machine, for one actor. */
export interface OperatorDesk {
  list(): Promise<readonly Operator[]>;
  /** Adds or changes an operator. Fails as OperatorBook.save does. */
  save(draft: OperatorDraft): Promise<Result<void>>;
  /** Fails as OperatorBook.remove does. */
  remove(name: string): Promise<Result<void>>;
}

export type OperatorDeskParts = {
  readonly operators: Pick<OperatorBook, 'list' | 'save' | 'remove'>;
  readonly deeds: Deeds;
};

export function createOperatorDesk(
  { operators, deeds }: OperatorDeskParts,
  actor: Actor,
): OperatorDesk {
  return {
    list: () => Promise.resolve(operators.list),
    save: (draft) => {
      const { name, role, pin } = draft;
      const params = { operator: name, role, newPin: pin !== null };
      return deeds.do(actor, { action: 'operator.save', callId: null, params }, () =>
        operators.save(draft),
      );
    },
    remove: (name) => {
      // Only of a known one: an unknown name may be any text.
      const isKnown = operators.list.some((each) => each.name === name);
      const params = isKnown ? { operator: name } : {};
      return deeds.do(actor, { action: 'operator.remove', callId: null, params }, () =>
        operators.remove(name),
      );
    },
  };
}
