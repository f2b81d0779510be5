import type { CallId, CallNotice } from '#model/call';
import { inWords } from '../../i18n/inWords';
import { AlertRow } from '../alerts';

/** What is to be read on a call, until it is resolved. A failure is announced at once. */
export function NoticeRow(props: { readonly callId: CallId; readonly notice: CallNotice }) {
  const { kind, severity, phrase, at } = props.notice;
  return (
    <AlertRow
      callId={props.callId}
      alert={{ signal: kind, topic: '', severity, at, turnId: null }}
      words={inWords(phrase)}
      announced
    />
  );
}
