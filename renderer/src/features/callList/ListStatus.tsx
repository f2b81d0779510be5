import { ArrowUp, Snowflake } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../i18n/i18n';
import type { Staleness } from '../../state/callOrder';
import { type CallSort, useUiStore } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { IconButton } from '../../ui/buttons/IconButton';
import { Select } from '../../ui/fields/Select';
import { useFirstKey, withKey } from '../commands';

const SORTS: readonly CallSort[] = [
  ...(['attention', 'longest', 'newest', 'silence', 'caller', 'profile'] as const),
];

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

/** In which order the calls stand, and whether they stand still. */
function Order() {
  const { sort, orderHeld, set } = useUiStore();
  const key = useFirstKey('calls.holdOrder');
  return (
    <div className="flex shrink-0 items-center gap-2">
      <Select
        className="list-sort"
        value={sort}
        choices={SORTS.map((value) => ({ value, text: t(`list.sortBy.${value}`) }))}
        aria-label={t('list.sort')}
        title={t('list.sort')}
        onChange={(chosen) => {
          set({ sort: chosen });
        }}
      />
      <IconButton
        icon={Snowflake}
        label={t('list.hold')}
        hint={withKey(t('list.hold'), key)}
        size="small"
        aria-pressed={orderHeld}
        onClick={() => {
          set({ orderHeld: !orderHeld });
        }}
      />
    </div>
  );
}

/** Shows the order of now in place of the one that is stale. */
function NowOffer(props: { readonly what: string; readonly onRefresh: () => void }) {
  const words = t('list.showNow', { what: props.what });
  return (
    <Button
      size="small"
      icon={ArrowUp}
      className="min-w-0"
      title={words}
      onClick={() => {
        useUiStore.getState().set({ orderHeld: false });
        props.onRefresh();
      }}
    >
      <span className="truncate">{words}</span>
    </Button>
  );
}

/**
 * The order of the list, how many calls are shown, and whether the order is that of now. Its place
 * is always there.
 */
export function ListStatus(props: {
  readonly count: number;
  readonly stale: Staleness;
  readonly onRefresh: () => void;
}) {
  const { count, stale, onRefresh } = props;
  const isHeld = useUiStore((state) => state.orderHeld);
  const words = staleWords(stale);
  return (
    <div className="flex h-10 items-center gap-2 px-3 text-meta text-muted">
      <Order />
      <NewCalls count={count} />
      {words === '' ? (
        <span className="truncate">{isHeld ? t('list.frozen') : t('list.count', { count })}</span>
      ) : (
        <NowOffer what={words} onRefresh={onRefresh} />
      )}
    </div>
  );
}
