import { t } from '../../i18n/i18n';
import { openDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';

/** Leads from the settings to the rules for alerts, which are no settings of the program. */
export function OpenAlertRules() {
  return (
    <section className="flex items-center gap-4 py-3" aria-label={t('alertRules.title')}>
      <p className="min-w-0 flex-1 text-muted">{t('alertRules.about')}</p>
      <Button
        onClick={() => {
          openDialog({ name: 'alertRules' });
        }}
      >
        {t('alertRules.open')}
      </Button>
    </section>
  );
}
