import { t } from '../../i18n/i18n';
import { openDialog } from '../../state/uiStore';
import { Button, type ButtonProps } from '../../ui/buttons/Button';

/** Leads to the set-up, at the step where it was left. */
export function OpenSetup(props: Pick<ButtonProps, 'variant' | 'size' | 'className'>) {
  return (
    <Button
      {...props}
      onClick={() => {
        openDialog({ name: 'setup' });
      }}
    >
      {t('setup.open')}
    </Button>
  );
}
