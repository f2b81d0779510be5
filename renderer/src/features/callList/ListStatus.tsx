import { ArrowUp, FunnelX, type LucideIcon, Snowflake } from 'lucide-react';
import { useEffect, useState } from 'react';
import { t } from '../../i18n/i18n';
import { showAllCalls } from '../../state/callFilters';
import type { Staleness } from '../../state/callOrder';
import { useCallsStore } from '../../state/callsStore';
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

type ListStatusProps = {
  readonly count: number;
  readonly stale: Staleness;
  /** Calls that need somebody and are left out by what is searched and filtered by. */
  readonly hiddenNeeds: number;
  readonly onRefresh: () => void;
};

/** What the order that is shown leaves out, in words; empty when nothing. */
function staleWords({ arrived, raised, changed }: Staleness): string {
  const parts = [
    raised > 0 ? t('list.raised', { count: raised }) : '',
    arrived > 0 ? t('list.arrived', { count: arrived }) : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(', ') : changed ? t('list.orderOld') : '';
}

/** Says now and then how many calls came, for those who do not see them come. */
function NewCalls() {
  // A text that is the same as the one before is read out again only in an element of its own.
  const [said, setSaid] = useState({ text: '', times: 0 });
  useEffect(() => {
    let known = new Set(useCallsStore.getState().order);
    const timer = setInterval(() => {
      const { order } = useCallsStore.getState();
      const count = order.filter((callId) => !known.has(callId)).length;
      known = new Set(order);
      if (count > 0) {
        setSaid(({ times }) => ({ text: t('list.arrived', { count }), times: times + 1 }));
      }
    }, ANNOUNCE_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return (
    <span role="status" className="sr-only">
      <span key={said.times}>{said.text}</span>
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

/** Offers to show what the list does not. */
function ShowOffer(props: {
  readonly words: string;
  readonly icon: LucideIcon;
  readonly onShow: () => void;
}) {
  return (
    <Button
      size="small"
      icon={props.icon}
      className="min-w-0"
      title={props.words}
      onClick={props.onShow}
    >
      <span className="truncate">{props.words}</span>
    </Button>
  );
}

/** What is not as it is shown, the gravest of it; else how many calls there are. */
function Shown(props: ListStatusProps) {
  const { count, stale, hiddenNeeds, onRefresh } = props;
  const isHeld = useUiStore((state) => state.orderHeld);
  const words = staleWords(stale);
  if (hiddenNeeds > 0) {
    return (
      <ShowOffer
        words={t('list.hiddenNeeds', { count: hiddenNeeds })}
        icon={FunnelX}
        onShow={showAllCalls}
      />
    );
  }
  if (words !== '') {
    return (
      <ShowOffer
        words={t('list.showNow', { what: words })}
        icon={ArrowUp}
        onShow={() => {
          useUiStore.getState().set({ orderHeld: false });
          onRefresh();
        }}
      />
    );
  }
  return <span className="truncate">{isHeld ? t('list.frozen') : t('list.count', { count })}</span>;
}

/**
 * The order of the list, how many calls are shown, whether the order is that of now, and whether a
 * call that needs somebody is left out. Its place is always there.
 */
export function ListStatus(props: ListStatusProps) {
  return (
    <div className="flex h-10 items-center gap-2 px-3 text-meta text-muted">
      <Order />
      <NewCalls />
      <Shown {...props} />
    </div>
  );
}
