import { formatDuration } from '../../format/format';
import { t } from '../../i18n/i18n';
import { AlertShape } from '../../ui/signs/AlertShape';
import { LevelBars } from '../../waves/LevelBars';
import { CallStateShape } from '../callSigns';
import { useWallChoices } from './wallChoices';
import type { WallTile } from './wallView';

/** One call on the wall. Only what is out of the ordinary has a colour. */
export function WallTileView({ tile, now }: { readonly tile: WallTile; readonly now: number }) {
  const lastLine = useWallChoices((state) => state.lastLine);
  const { who, state, severity, reason, from, to } = tile;
  return (
    <li className="wall-tile" data-severity={severity ?? 'none'} data-ended={state === 'ended'}>
      <div className="wall-line">
        <span className="wall-who" dir="auto">
          {who}
        </span>
        <span className="tabular-nums">{formatDuration((to ?? now) - from)}</span>
      </div>
      <div className="wall-state">
        {severity === null ? <CallStateShape state={state} /> : <AlertShape level={severity} />}
        <span className="truncate">{reason === '' ? t(`call.state.${state}`) : reason}</span>
      </div>
      <LevelBars meterId={tile.meterId} />
      {lastLine && (
        <p className="wall-words" dir="auto">
          {tile.lastLine}
        </p>
      )}
    </li>
  );
}
