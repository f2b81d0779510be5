import { ArrowUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../i18n/i18n';
import { useUiStore } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import type { Staleness } from '../../state/callOrder';

/** Time between two announcements of new calls, ms. */
const ANNOUNCE_MS = 5_000;

/** What the order that is shown leaves out, in words; empty when nothing. */
function staleWords({ arrived, raised, changed }: Staleness): string {
  const parts = [
    raised > 0 ? t('list.raised', { count: raised }) : '',
    arrived > 0 ? t('list.arrived', { count: arrived }) : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(', ') : changed ? t('list.orderOld') : '';
}

/** Says now and then how many calls came, for those who do not see them come. */
function NewCalls({ count }: { readonly count: number }) {
  const [said, setSaid] = useState('');
  const known = useRef(count);
  useEffect(() => {
    const timer = setInterval(() => {
      const more = count - known.current;
      known.current = count;
      setSaid(more > 0 ? t('list.arrived', { count: more }) : '');
    }, ANNOUNCE_MS);
    return () => {
      clearInterval(timer);
    };
  }, [count]);
  return (
    <span role="status" className="sr-only">
      {said}
    </span>
  );
}

/** How many calls are shown, and whether the order is that of now. Its place is always there. */
export function ListStatus(props: {
  readonly count: number;
  readonly stale: Staleness;
  readonly onRefresh: () => void;
}) {
  const { count, stale, onRefresh } = props;
  const isHeld = useUiStore((state) => state.orderHeld);
  const words = staleWords(stale);
  return (
    <div className="flex h-8 items-center justify-between gap-2 px-3 text-meta text-muted">
      <span className="truncate">
        {isHeld ? t('list.frozen') : t('list.count', { count })}
        <NewCalls count={count} />
      </span>
      {words !== '' && (
        <Button
          size="small"
          icon={ArrowUp}
          onClick={() => {
            useUiStore.getState().set({ orderHeld: false });
            onRefresh();
          }}
        >
          {t('list.showNow', { what: words })}
        </Button>
      )}
    </div>
  );
}
