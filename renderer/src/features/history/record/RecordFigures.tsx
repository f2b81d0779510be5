import type { CallMetrics } from '#model/metrics';
import { t } from '#window/i18n/i18n';
import { Figures } from '../../metrics';

/** The figures of the whole call. */
export function RecordFigures({ metrics }: { readonly metrics: CallMetrics }) {
  return (
    <dl className="record-figures px-5" aria-label={t('metrics.label')}>
      <Figures metrics={metrics} />
    </dl>
  );
}
