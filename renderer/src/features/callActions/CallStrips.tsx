import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { dismissFailure, useFailure } from '../../state/callRequests';
import { Strip } from '../../ui/messages/Strip';
import { AlertShape } from '../../ui/signs/AlertShape';
import { HeadsetStrip } from '../headset';
import { ConsultationStrip } from './ConsultationStrip';

function Failure({ callId }: { readonly callId: CallId }) {
  const message = useFailure(callId);
  return message === null ? null : (
    <Strip
      tone="danger"
      role="alert"
      icon={<AlertShape level="danger" />}
      dismissal={{
        label: t('actions.dismiss'),
        onDismiss: () => {
          dismissFailure(callId);
        },
      }}
    >
      {inWords(message)}
    </Strip>
  );
}

/** What acting on the call came to, while it is to be read. */
export function CallStrips({ callId }: { readonly callId: CallId }) {
  return (
    <>
      <Failure callId={callId} />
      <HeadsetStrip callId={callId} />
      <ConsultationStrip callId={callId} />
    </>
  );
}
