import { useEffect, useState } from 'react';
import { t } from '../../i18n/i18n';

/** Loading shorter than this shows nothing, ms: a flash is worse than a wait. */
const DELAY_MS = 300;

/** Grey rows in place of calls that are not there yet. */
export function ListSkeleton() {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setVisible(true);
    }, DELAY_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <div role="rowgroup">
      <div role="row">
        <div role="gridcell">
          <span className="sr-only">{t('list.loading')}</span>
        </div>
      </div>
      {visible &&
        [0, 1, 2, 3, 4, 5].map((row) => (
          <div key={row} className="call-columns h-10" aria-hidden="true" data-testid="skeleton">
            <div className="skeleton h-3 w-12" />
            <div className="skeleton h-3 w-28" />
            <div className="skeleton h-3 w-14" />
          </div>
        ))}
    </div>
  );
}
