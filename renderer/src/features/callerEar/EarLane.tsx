import { t } from '../../i18n/i18n';
import { LANE_MS, type Stretch } from '../../state/earStore';
import { useNow } from '../../ui/signs/useNow';

/** What the caller heard in the last seconds, as stretches of a bar; now is at the right. */
export function EarLane({ stretches }: { readonly stretches: readonly Stretch[] }) {
  const nowMs = useNow('fast');
  const share = (ms: number): number => (100 * Math.max(0, Math.min(LANE_MS, ms))) / LANE_MS;
  const last = stretches.at(-1);
  return (
    <span
      className="ear-lane"
      role="img"
      aria-label={t('callerEar.lane', { seconds: LANE_MS / 1_000 })}
      title={
        last === undefined
          ? undefined
          : t('callerEar.now', { what: t(`callerEar.heard.${last.what}`) })
      }
    >
      {stretches.map(({ what, sinceMs }, at) => {
        const right = share(nowMs - (stretches[at + 1]?.sinceMs ?? nowMs));
        const width = share(nowMs - sinceMs) - right;
        return (
          <span
            key={sinceMs}
            className={`ear-stretch ear-${what}`}
            style={{ right: `${right}%`, width: `${width}%` }}
          />
        );
      })}
    </span>
  );
}
