import { Pencil, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { RequestResult } from '#contract/requests';
import { MAX_OPERATOR_NAME_CHARS, MAX_PIN_CHARS, type Operator, PIN } from '#model/operators';
import type { Phrase } from '#model/phrases/phrase';
import { type Role, ROLES } from '#model/roles';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason, useStationStore } from '../../state/stationStore';
import { closeDialog } from '../../state/uiStore';
import { IconButton } from '../../ui/buttons/IconButton';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { SelectField } from '../../ui/fields/SelectField';
import { TextField } from '../../ui/fields/TextField';
import { useAttempt } from '../../ui/messages/useAttempt';

function refusalOf(answer: RequestResult<void>): Phrase | null {
  return answer.ok ? null : answer.error.phrase;
}

function OperatorRow(props: {
  readonly operator: Operator;
  readonly saveReason: string;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}) {
  const { name, role } = props.operator;
  const removeReason = useRoleReason('operator.remove');
  return (
    <li className="flex items-center gap-2">
      <span className="min-w-0 flex-1 truncate">{name}</span>
      <span className="text-muted">{t(`operators.roleName.${role}`)}</span>
      <IconButton
        icon={Pencil}
        size="small"
        label={t('operators.change', { name })}
        reason={props.saveReason}
        onClick={props.onChange}
      />
      <IconButton
        icon={Trash2}
        size="small"
        label={t('operators.remove', { name })}
        reason={removeReason}
        onClick={props.onRemove}
      />
    </li>
  );
}

/** Who may work at this window, and with which role. */
export function OperatorsDialog() {
  const view = useStationStore((state) => state.view);
  const reason = useRoleReason('operator.save');
  const operators = view?.operators ?? [];
  const nameRef = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(operators.length === 0 ? 'admin' : 'supervisor');
  const [pin, setPin] = useState('');
  const [attempt, run] = useAttempt();
  const save = async (): Promise<void> => {
    const operator = { name: name.trim(), role, pin: pin === '' ? null : pin };
    if (await run(async () => refusalOf(await request('operators:save', { operator })))) {
      setName('');
      setPin('');
    }
  };
  const failure = attempt.state === 'failed' ? inWords(attempt.message) : '';
  return (
    <FormDialog
      title={t('operators.title')}
      description={
        view?.station.state === 'own'
          ? `${t('operators.body')} ${t('operators.own', { name: view.station.operator.name })}`
          : t('operators.body')
      }
      width={520}
      initialFocus={nameRef}
      submitText={t(attempt.state === 'pending' ? 'operators.saving' : 'operators.add')}
      canSubmit={name.trim() !== '' && (pin === '' || PIN.test(pin))}
      reason={reason}
      pending={attempt.state === 'pending'}
      error={failure}
      cancelText={t('operators.close')}
      onSubmit={() => void save()}
      onClose={closeDialog}
    >
      {operators.length === 0 ? (
        <p className="text-muted">{t('operators.none')}</p>
      ) : (
        <ul
          className="flex max-h-56 flex-col gap-1 overflow-y-auto"
          aria-label={t('operators.label')}
        >
          {operators.map((operator) => (
            <OperatorRow
              key={operator.name}
              operator={operator}
              saveReason={reason}
              onChange={() => {
                setName(operator.name);
                setRole(operator.role);
                nameRef.current?.focus();
              }}
              onRemove={() =>
                void run(async () =>
                  refusalOf(await request('operators:remove', { name: operator.name })),
                )
              }
            />
          ))}
        </ul>
      )}
      <TextField
        ref={nameRef}
        label={t('operators.name')}
        hint={t('operators.nameHint')}
        value={name}
        maxLength={MAX_OPERATOR_NAME_CHARS}
        onChange={setName}
      />
      <SelectField
        label={t('operators.role')}
        value={role}
        choices={ROLES.map((value) => ({ value, text: t(`operators.roles.${value}`) }))}
        onChange={setRole}
      />
      <TextField
        label={t('operators.pin')}
        hint={t('operators.pinHint')}
        type="password"
        inputMode="numeric"
        value={pin}
        maxLength={MAX_PIN_CHARS}
        onChange={setPin}
      />
    </FormDialog>
  );
}
