import type { Call, CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { dismissFailure, useFailure } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { Strip } from '../../ui/messages/Strip';
import { AlertShape } from '../../ui/signs/AlertShape';
import { HeadsetStrip } from '../headset';
import { VoiceControl } from '../voice';
import { Composer } from './Composer';
import { ConsultationStrip } from './ConsultationStrip';
import { ControlTiles } from './ControlTiles';
import { EndCall } from './EndCall';
import { RingingActions } from './RingingActions';

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
      {message}
    </Strip>
  );
}

/** Why the controls of a call do nothing now; empty when they work. */
function blockedReason(state: Call['state'], linkLost: boolean, role: string): string {
  if (linkLost) {
    return t('actions.linkNeeded');
  }
  return state === 'ended' ? t('actions.over') : role;
}

/** The controls of a call. The one that ends it stands alone at the right, away from all others. */
export function ActionBar({ callId }: { readonly callId: CallId }) {
  const state = useCallsStore((store) => store.byId[callId]?.state ?? 'ended');
  const linkLost = useCallsStore((store) => store.link.state === 'lost');
  const mayEnd = useRoleReason('call.end');
  const mayChangeVoice = useRoleReason('call.changeVoice');
  return (
    <>
      <Failure callId={callId} />
      <HeadsetStrip callId={callId} />
      <ConsultationStrip callId={callId} />
      {state !== 'ringing' && <ControlTiles callId={callId} />}
      <div role="toolbar" aria-label={t('actions.label')} className="action-bar">
        {state === 'ringing' ? (
          <RingingActions callId={callId} />
        ) : (
          <>
            <VoiceControl
              callId={callId}
              blocked={blockedReason(state, linkLost, mayChangeVoice)}
            />
            <Composer callId={callId} />
            <EndCall callId={callId} blocked={blockedReason(state, linkLost, mayEnd)} />
          </>
        )}
      </div>
    </>
  );
}
