import { t } from '../../i18n/i18n';
import { openDialog } from '../../state/uiStore';
import { Button, type ButtonProps } from '../../ui/buttons/Button';

/** Leads to the set-up, at the step where it was left. */
export function OpenSetup({
  children,
  ...rest
}: Pick<ButtonProps, 'variant' | 'size' | 'title' | 'children'>) {
  return (
    <Button
      {...rest}
      onClick={() => {
        openDialog({ name: 'setup' });
      }}
    >
      {children ?? t('setup.open')}
    </Button>
  );
}
