import { useState } from 'react';
import { formatLatency } from '../../format/format';
import { useNow } from '../../ui/signs/useNow';

/** How long the AI has been thinking, counted from when this is first shown. */
export function ThinkingTime() {
  const [since] = useState(() => Date.now());
  const now = useNow('fast');
  return (
    <span className="min-w-14 font-mono text-meta text-muted tabular-nums" aria-hidden="true">
      {formatLatency(Math.max(0, now - since))}
    </span>
  );
}
