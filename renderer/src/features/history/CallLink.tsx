import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { showRecord } from './showRecord';

/** Leads to the page of a call in the history; it says the id where it is given no words. */
export function CallLink(props: { readonly callId: CallId; readonly children?: string }) {
  const { callId, children = callId } = props;
  return (
    <button
      type="button"
      className="font-mono text-meta text-accent underline underline-offset-2"
      title={t('history.openCall')}
      onClick={() => {
        showRecord(callId);
      }}
    >
      {children}
    </button>
  );
}
