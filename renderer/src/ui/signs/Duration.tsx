import { formatDuration } from '../../format/format';
import { useNow } from './useNow';

/**
 * A duration that counts on each second.
 * @param from Epoch ms.
 * @param to Epoch ms at which it stopped; null while it runs.
 */
export function Duration({ from, to }: { readonly from: number; readonly to: number | null }) {
  const now = useNow('second');
  return (
    <span className="font-mono text-meta tabular-nums">{formatDuration((to ?? now) - from)}</span>
  );
}
