import type { Turn } from '#model/transcript';
import { formatCallTime } from '../../format/format';
import { t } from '../../i18n/i18n';

/** When a turn began. With `onPlay` it is a button that plays from there, ms of the call. */
export function TurnTime(props: {
  readonly turn: Turn;
  readonly onPlay?: ((atMs: number) => void) | undefined;
}) {
  const { turn, onPlay } = props;
  const time = formatCallTime(turn.startMs);
  const className = 'pt-0.5 font-mono text-meta leading-5 text-faint tabular-nums';
  return onPlay === undefined ? (
    <span className={className}>{time}</span>
  ) : (
    <button
      type="button"
      className={`turn-time ${className}`}
      aria-label={t('transcript.playFrom', { at: time })}
      onClick={() => {
        onPlay(turn.startMs);
      }}
    >
      {time}
    </button>
  );
}
