import type { CallId, CallNotice } from '#model/call';
import { formatClock } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { AlertShape } from '../../ui/shapes';

const NONE: readonly CallNotice[] = [];
const TINT = { info: 'var(--text-faint)', warn: 'var(--warn)', danger: 'var(--danger)' } as const;

/**
 * What the supervisor should read on this call, until it is resolved. A failure is announced at
 * once.
 */
export function CallNotices({ callId }: { readonly callId: CallId }) {
  const notices = useCallsStore((state) => state.byId[callId]?.notices ?? NONE);
  if (notices.length === 0) {
    return null;
  }
  return (
    <ul className="flex flex-col gap-1 px-5 pb-3" aria-label={t('detail.notices')}>
      {notices.map((notice) => (
        <li
          key={notice.kind}
          className="flex items-center gap-2.5 rounded-md px-3 py-1.5"
          style={{ background: `color-mix(in srgb, ${TINT[notice.severity]} 12%, transparent)` }}
        >
          <AlertShape level={notice.severity} />
          <span className="sr-only">{t(`call.severity.${notice.severity}`)}:</span>
          <span
            className="min-w-0 flex-1 select-text"
            role={notice.severity === 'danger' ? 'alert' : 'status'}
          >
            {notice.message}
          </span>
          <time className="font-mono text-meta text-muted">{formatClock(notice.at)}</time>
        </li>
      ))}
    </ul>
  );
}
