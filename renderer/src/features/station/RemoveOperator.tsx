import { useRef, useState } from 'react';
import { t } from '../../i18n/i18n';
import { ConfirmDialog } from '../../ui/dialogs/ConfirmDialog';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { TextField } from '../../ui/fields/TextField';

type Question = {
  readonly name: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
};

/** Without operators the window belongs to whoever sits at it: the name is typed before that. */
function RemoveLast({ name, onYes, onNo }: Question) {
  const [typed, setTyped] = useState('');
  const fieldRef = useRef<HTMLInputElement>(null);
  return (
    <FormDialog
      danger
      title={t('operators.remove', { name })}
      description={t('operators.removeLastBody', { name })}
      width={460}
      initialFocus={fieldRef}
      submitText={t('operators.removeLast')}
      canSubmit={typed.trim() === name}
      pending={false}
      error=""
      cancelText={t('operators.cancel')}
      onSubmit={onYes}
      onClose={onNo}
    >
      <TextField
        ref={fieldRef}
        label={t('operators.typeName', { name })}
        value={typed}
        onChange={setTyped}
      />
    </FormDialog>
  );
}

/** Asks before an operator is removed. */
export function RemoveOperator({ isLast, ...question }: Question & { readonly isLast: boolean }) {
  const { name, onYes, onNo } = question;
  return isLast ? (
    <RemoveLast {...question} />
  ) : (
    <ConfirmDialog
      title={t('operators.remove', { name })}
      body={t('operators.removeBody', { name })}
      yes={t('operators.removeYes')}
      no={t('operators.cancel')}
      onYes={onYes}
      onNo={onNo}
    />
  );
}
