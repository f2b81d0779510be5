import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { showRecord } from './showRecord';

/** Leads to the page of a call in the history. */
export function CallLink({ callId }: { readonly callId: CallId }) {
  return (
    <button
      type="button"
      className="font-mono text-meta text-accent underline underline-offset-2"
      title={t('history.openCall')}
      onClick={() => {
        showRecord(callId);
      }}
    >
      {callId}
    </button>
  );
}
