import { t } from '../../i18n/i18n';
import { openDialog } from '../../state/uiStore';
import { Button, type ButtonProps } from '../../ui/buttons/Button';

/** Leads to the settings from wherever something is not set up. */
export function OpenSettings(props: Pick<ButtonProps, 'variant' | 'size' | 'className'>) {
  return (
    <Button
      {...props}
      onClick={() => {
        openDialog({ name: 'settings' });
      }}
    >
      {t('status.openSettings')}
    </Button>
  );
}
