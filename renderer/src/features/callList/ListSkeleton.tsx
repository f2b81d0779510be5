import { t } from '../../i18n/i18n';
import { Delayed } from '../../ui/messages/Delayed';
import { Skeleton } from '../../ui/messages/Skeleton';

/** Grey rows in place of calls that are not there yet. */
export function ListSkeleton() {
  return (
    <div role="rowgroup">
      <div role="row">
        <div role="gridcell">
          <span className="sr-only">{t('list.loading')}</span>
        </div>
      </div>
      <Delayed>
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <div key={row} className="call-columns h-10" aria-hidden="true" data-testid="skeleton">
            <Skeleton className="h-3 w-12" />
            <Skeleton className="h-3 w-28" />
            <Skeleton className="h-3 w-14" />
          </div>
        ))}
      </Delayed>
    </div>
  );
}
