import type { CallId, CallNotice } from '#model/call';
import { formatClock } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { Notice } from '../../ui/messages/Notice';
import { AcknowledgeButton } from '../alerts';

const NONE: readonly CallNotice[] = [];

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
        <li key={notice.kind}>
          <Notice level={notice.severity}>
            <span className="sr-only">{t(`call.severity.${notice.severity}`)}:</span>
            <span
              className="min-w-0 flex-1 select-text"
              role={notice.severity === 'danger' ? 'alert' : 'status'}
            >
              {inWords(notice.phrase)}
            </span>
            <time className="font-mono text-meta text-muted">{formatClock(notice.at)}</time>
            <AcknowledgeButton callId={callId} signal={notice.kind} />
          </Notice>
        </li>
      ))}
    </ul>
  );
}
