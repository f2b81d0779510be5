import { type RefObject, useState } from 'react';
import { MAX_OPERATOR_NAME_CHARS, type Operator } from '#model/operators';
import { type Role, ROLES } from '#model/roles';
import { t } from '../../i18n/i18n';
import { SelectField } from '../../ui/fields/SelectField';
import { TextField } from '../../ui/fields/TextField';
import { isTypedPin, NewPinFields, NO_PIN } from './NewPinFields';

/** An operator as they are typed; `changing` names the one who is there already, else null. */
export function useOperatorForm(firstRole: Role) {
  const [changing, setChanging] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [role, setRole] = useState(firstRole);
  const [typedPin, setTypedPin] = useState(NO_PIN);
  const begin = (operator: Operator | null): void => {
    setChanging(operator?.name ?? null);
    setName(operator?.name ?? '');
    setRole(operator?.role ?? 'supervisor');
    setTypedPin(NO_PIN);
  };
  return { changing, name, setName, role, setRole, typedPin, setTypedPin, begin };
}

type OperatorForm = ReturnType<typeof useOperatorForm>;

/** Whether somebody else has the name that is typed for a new operator. */
export function isTaken({ changing, name }: OperatorForm, operators: readonly Operator[]): boolean {
  return changing === null && operators.some((each) => each.name === name.trim());
}

/** Whether what is typed can be sent. Somebody who is there already may keep their PIN. */
export function canSave({ changing, name, typedPin }: OperatorForm): boolean {
  const keepsPin = changing !== null && typedPin.pin === '' && typedPin.again === '';
  return name.trim() !== '' && (keepsPin || isTypedPin(typedPin));
}

/** The fields of an operator. The name of one who is there already stays: the audit goes by it. */
export function OperatorFields(props: {
  readonly form: OperatorForm;
  /** The name is that of somebody else. */
  readonly taken: boolean;
  readonly nameRef: RefObject<HTMLInputElement | null>;
}) {
  const { form, taken, nameRef } = props;
  const { changing, name, role, typedPin } = form;
  return (
    <>
      <TextField
        ref={nameRef}
        label={t('operators.name')}
        hint={t('operators.nameHint')}
        error={taken ? t('operators.nameTaken') : ''}
        value={name}
        readOnly={changing !== null}
        maxLength={MAX_OPERATOR_NAME_CHARS}
        onChange={form.setName}
      />
      <SelectField
        label={t('operators.role')}
        value={role}
        choices={ROLES.map((value) => ({ value, text: t(`operators.roles.${value}`) }))}
        onChange={form.setRole}
      />
      <NewPinFields
        hint={t(changing === null ? 'operators.newPinHint' : 'operators.pinHint')}
        typed={typedPin}
        onChange={form.setTypedPin}
      />
    </>
  );
}
