import { Captions, Hash, Minimize } from 'lucide-react';
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { formatClock, formatCount, formatLatency } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { toggleWallboard } from '../../state/wallboard';
import { IconButton } from '../../ui/buttons/IconButton';
import { Screen } from '../../ui/layout/Screen';
import { AlertShape } from '../../ui/signs/AlertShape';
import { useNow } from '../../ui/signs/useNow';
import { combosOf, keysOf, useKeyChoices } from '../commands';
import { useWaits } from './useWaits';
import { chooseOnWall, useWallChoices } from './wallChoices';
import { WallTileView } from './WallTileView';
import { layOut, type WallLayout, type WallTile, type WallView, wallView } from './wallView';

function Figure(props: { readonly label: string; readonly value: string; readonly look?: string }) {
  return (
    <div className="wall-figure">
      <dd className={`wall-number ${props.look ?? ''}`}>{props.value}</dd>
      <dt>{props.label}</dt>
    </div>
  );
}

function Head({ view }: { readonly view: WallView }) {
  const p95Ms = useWaits();
  const { lastLine, unmasked } = useWallChoices();
  return (
    <header className="wall-head">
      <dl className="wall-figures" aria-label={t('wallboard.figures')}>
        <Figure label={t('wallboard.live')} value={formatCount(view.live)} />
        <Figure
          label={t('wallboard.waiting')}
          value={formatCount(view.waiting)}
          look={view.waiting > 0 ? 'text-warn' : ''}
        />
        <Figure
          label={t('wallboard.needs')}
          value={formatCount(view.needs)}
          look={view.needs > 0 ? 'text-warn' : ''}
        />
        <Figure label={t('wallboard.wait')} value={formatLatency(p95Ms)} />
      </dl>
      <div className="flex gap-1">
        <IconButton
          icon={Captions}
          label={t('wallboard.lastLine')}
          aria-pressed={lastLine}
          onClick={() => {
            chooseOnWall({ lastLine: !lastLine });
          }}
        />
        <IconButton
          icon={Hash}
          label={t('wallboard.numbers')}
          aria-pressed={unmasked}
          onClick={() => {
            chooseOnWall({ unmasked: !unmasked });
          }}
        />
        <IconButton icon={Minimize} label={t('wallboard.leave')} onClick={toggleWallboard} />
      </div>
    </header>
  );
}

/** The room for tiles; a tile and its gap are counted as one. */
function useLayout(count: number) {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const box = ref.current;
    if (box === null) {
      return;
    }
    const measure = () => {
      setSize({ width: box.clientWidth, height: box.clientHeight });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { ref, layout: layOut(count, size.width, size.height) };
}

/** The tiles that have room; how many calls that go on have none is said in the last place. */
function fitting(tiles: readonly WallTile[], { columns, rows }: WallLayout) {
  const room = columns * rows;
  const going = tiles.filter(({ state }) => state !== 'ended').length;
  return going <= room
    ? { shown: tiles.slice(0, room), more: 0 }
    : { shown: tiles.slice(0, room - 1), more: going - room + 1 };
}

function Tiles({ tiles, now }: { readonly tiles: readonly WallTile[]; readonly now: number }) {
  const { ref, layout } = useLayout(tiles.length);
  const { shown, more } = fitting(tiles, layout);
  return (
    <div ref={ref} className="wall-room">
      <ul
        aria-label={t('wallboard.calls')}
        className="wall-tiles"
        data-dense={layout.dense}
        style={
          {
            '--columns': layout.columns,
            '--rows': layout.rows,
            '--least-text': `${layout.textPx}px`,
          } as CSSProperties
        }
      >
        {shown.map((tile) => (
          <WallTileView key={tile.callId} tile={tile} dense={layout.dense} now={now} />
        ))}
        {more > 0 && <li className="wall-more">{t('wallboard.more', { count: more })}</li>}
      </ul>
    </div>
  );
}

/** Closes the wall by the key that opens it; no other key means anything here. */
function useWayOut(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const keys = keysOf('window.wallboard', useKeyChoices.getState());
      if (combosOf(event).some((combo) => keys.includes(combo))) {
        event.preventDefault();
        toggleWallboard();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

/** What is not as it should be with the wall itself. */
function Trouble() {
  const link = useCallsStore((state) => state.link);
  return (
    <div role="status">
      {link.state === 'lost' && (
        <p className="wall-trouble">
          <AlertShape level="danger" />
          {t('wallboard.lost', { at: formatClock(link.since) })}
        </p>
      )}
    </div>
  );
}

/**
 * All calls for a screen on the wall: to be read from afar, never to be scrolled, and only to be
 * looked at. It is renewed once a second; levels are drawn apart.
 */
export function Wallboard() {
  useWayOut();
  const second = useNow('second');
  const link = useCallsStore((state) => state.link);
  const unmasked = useWallChoices((state) => state.unmasked);
  // Not by a subscription: each change of a call would lay the whole wall out again.
  const view = wallView(useCallsStore.getState(), second, unmasked);
  const now = link.state === 'lost' ? link.since : second;
  return (
    <Screen label={t('wallboard.label')} className="wall">
      <Head view={view} />
      <Trouble />
      {view.tiles.length === 0 ? (
        <p className="wall-empty">
          {t(link.state === 'loading' ? 'wallboard.loading' : 'wallboard.empty')}
        </p>
      ) : (
        <Tiles tiles={view.tiles} now={now} />
      )}
    </Screen>
  );
}
