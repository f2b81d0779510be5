import type { CallId, CallNotice } from '#model/call';
import { formatClock } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { Notice } from '../../ui/messages/Notice';
import { AcknowledgeButton } from '../alerts';

/** What is to be read on a call, until it is resolved. A failure is announced at once. */
export function NoticeRow(props: { readonly callId: CallId; readonly notice: CallNotice }) {
  const { callId, notice } = props;
  const words = inWords(notice.phrase);
  return (
    <Notice level={notice.severity}>
      <span className="sr-only">{t(`call.severity.${notice.severity}`)}:</span>
      <span
        className="reason-words select-text"
        title={words}
        role={notice.severity === 'danger' ? 'alert' : 'status'}
      >
        {words}
      </span>
      <time className="font-mono text-meta text-muted">{formatClock(notice.at)}</time>
      <AcknowledgeButton callId={callId} signal={notice.kind} />
    </Notice>
  );
}
