import { formatDuration } from '../../format/format';
import { t } from '../../i18n/i18n';
import { AlertShape } from '../../ui/signs/AlertShape';
import { LevelBars } from '../../waves/LevelBars';
import { CallStateShape } from '../callSigns';
import { useWallChoices } from './wallChoices';
import type { WallTile } from './wallView';

function Sign({ state, severity }: Pick<WallTile, 'state' | 'severity'>) {
  return severity === null ? <CallStateShape state={state} /> : <AlertShape level={severity} />;
}

const stateWords = ({ state, reason }: WallTile): string =>
  reason === '' ? t(`call.state.${state}`) : reason;

type TileProps = { readonly tile: WallTile; readonly now: number };

function Clock({ tile: { from, to }, now }: TileProps) {
  return <span className="tabular-nums">{formatDuration((to ?? now) - from)}</span>;
}

/** Who it is and since when, with a sign for the rest. */
function DenseTile({ tile, now }: TileProps) {
  return (
    <div className="wall-line">
      <Sign {...tile} />
      <span className="sr-only">{stateWords(tile)}</span>
      <span className="wall-who" dir="auto">
        {tile.who}
      </span>
      <Clock tile={tile} now={now} />
    </div>
  );
}

function RoomyTile({ tile, now }: TileProps) {
  const lastLine = useWallChoices((state) => state.lastLine);
  return (
    <>
      <div className="wall-line">
        <span className="wall-who" dir="auto">
          {tile.who}
        </span>
        <Clock tile={tile} now={now} />
      </div>
      <div className="wall-state">
        <Sign {...tile} />
        <span className="truncate">{stateWords(tile)}</span>
      </div>
      <LevelBars meterId={tile.meterId} />
      {lastLine && (
        <p className="wall-words" dir="auto">
          {tile.lastLine}
        </p>
      )}
    </>
  );
}

/** One call on the wall. Only what is out of the ordinary has a colour. */
export function WallTileView({ tile, dense, now }: TileProps & { readonly dense: boolean }) {
  const { severity, state } = tile;
  const Content = dense ? DenseTile : RoomyTile;
  return (
    <li className="wall-tile" data-severity={severity ?? 'none'} data-ended={state === 'ended'}>
      <Content tile={tile} now={now} />
    </li>
  );
}
