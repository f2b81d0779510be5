import { MAX_PIN_CHARS, PIN } from '#model/operators';
import { t } from '../../i18n/i18n';
import { TextField, type TextFieldProps } from '../../ui/fields/TextField';

/** A PIN as it is typed: twice, because nobody sees a slip, and it would lock them out. */
export type TypedPin = { readonly pin: string; readonly again: string };

export const NO_PIN: TypedPin = { pin: '', again: '' };

/** Whether what was typed can be the PIN of somebody. */
export function isTypedPin({ pin, again }: TypedPin): boolean {
  return PIN.test(pin) && again === pin;
}

export function PinField(props: TextFieldProps) {
  return <TextField {...props} type="password" inputMode="numeric" maxLength={MAX_PIN_CHARS} />;
}

/** The two fields of a new PIN. */
export function NewPinFields(props: {
  readonly hint: string;
  readonly typed: TypedPin;
  readonly onChange: (typed: TypedPin) => void;
}) {
  const { hint, typed, onChange } = props;
  const differs = typed.again !== '' && !typed.pin.startsWith(typed.again);
  return (
    <>
      <PinField
        label={t('operators.newPin')}
        hint={hint}
        value={typed.pin}
        onChange={(pin) => {
          onChange({ ...typed, pin });
        }}
      />
      <PinField
        label={t('operators.repeatPin')}
        value={typed.again}
        error={differs ? t('operators.otherPin') : ''}
        onChange={(again) => {
          onChange({ ...typed, again });
        }}
      />
    </>
  );
}
