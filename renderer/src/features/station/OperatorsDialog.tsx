import { useRef, useState } from 'react';
import type { RequestResult } from '#contract/requests';
import type { Operator } from '#model/operators';
import type { Phrase } from '#model/phrases/phrase';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason, useStationStore } from '../../state/stationStore';
import { closeDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { useAttempt } from '../../ui/messages/useAttempt';
import { canSave, isTaken, OperatorFields, useOperatorForm } from './OperatorFields';
import { OperatorList } from './OperatorList';
import { RemoveOperator } from './RemoveOperator';

function refusalOf(answer: RequestResult<void>): Phrase | null {
  return answer.ok ? null : answer.error.phrase;
}

/** Who may work at this window, and with which role. */
export function OperatorsDialog() {
  const view = useStationStore((state) => state.view);
  const reason = useRoleReason('operator.save');
  const operators = view?.operators ?? [];
  const nameRef = useRef<HTMLInputElement>(null);
  const form = useOperatorForm(operators.length === 0 ? 'admin' : 'supervisor');
  const { changing, name, role, typedPin } = form;
  const [removing, setRemoving] = useState<Operator | null>(null);
  const [attempt, run] = useAttempt();
  const save = async (): Promise<void> => {
    const pin = typedPin.pin === '' ? null : typedPin.pin;
    const operator = { name: name.trim(), role, pin };
    if (await run(async () => refusalOf(await request('operators:save', { operator })))) {
      form.begin(null);
    }
  };
  const remove = async (operator: Operator): Promise<void> => {
    setRemoving(null);
    const removed = await run(async () =>
      refusalOf(await request('operators:remove', { name: operator.name })),
    );
    if (removed && changing === operator.name) {
      form.begin(null);
    }
  };
  const pending = attempt.state === 'pending';
  // One who was just added is in the list before the answer is there.
  const taken = !pending && isTaken(form, operators);
  const submit = changing === null ? 'operators.add' : 'operators.save';
  return (
    <>
      <FormDialog
        title={t('operators.title')}
        description={
          view?.station.state === 'own'
            ? `${t('operators.body')} ${t('operators.own', { name: view.station.operator.name })}`
            : t('operators.body')
        }
        width={520}
        initialFocus={nameRef}
        submitText={t(pending ? 'operators.saving' : submit)}
        canSubmit={canSave(form) && !taken}
        reason={reason}
        pending={pending}
        error={attempt.state === 'failed' ? inWords(attempt.message) : ''}
        cancelText={t('operators.close')}
        otherSubmit={
          changing !== null && (
            <Button
              onClick={() => {
                form.begin(null);
                nameRef.current?.focus();
              }}
            >
              {t('operators.stopChanging')}
            </Button>
          )
        }
        onSubmit={() => void save()}
        onClose={closeDialog}
      >
        <OperatorList
          operators={operators}
          saveReason={reason}
          onChange={(operator) => {
            form.begin(operator);
            nameRef.current?.focus();
          }}
          onRemove={setRemoving}
        />
        <OperatorFields form={form} taken={taken} nameRef={nameRef} />
      </FormDialog>
      {removing !== null && (
        <RemoveOperator
          name={removing.name}
          isLast={operators.length === 1}
          onYes={() => void remove(removing)}
          onNo={() => {
            setRemoving(null);
          }}
        />
      )}
    </>
  );
}
