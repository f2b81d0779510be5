import { LoaderCircle, Phone, PhoneOff, X } from 'lucide-react';
import type { Call, CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { dismissFailure, sendCommand, useFailure, usePending } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { AlertShape } from '../../ui/shapes';
import { HeadsetStrip } from '../headset/HeadsetStrip';
import { VoiceControl } from '../voice/VoiceControl';
import { Composer } from './Composer';
import { ConsultationStrip } from './ConsultationStrip';
import { ControlTiles } from './ControlTiles';
import { EndCall } from './EndCall';

function RingingActions({ callId }: { readonly callId: CallId }) {
  const answering = usePending(callId, 'answer');
  const declining = usePending(callId, 'decline');
  const pending = answering || declining;
  return (
    <div className="flex gap-2">
      <button
        type="button"
        className="btn btn-primary btn-large"
        disabled={pending}
        onClick={() => void sendCommand(callId, { kind: 'answer' })}
      >
        {answering ? (
          <LoaderCircle size={16} className="spin" aria-hidden="true" />
        ) : (
          <Phone size={16} aria-hidden="true" />
        )}
        {t(answering ? 'actions.answering' : 'actions.answer')}
      </button>
      <button
        type="button"
        className="btn btn-large"
        disabled={pending}
        onClick={() => void sendCommand(callId, { kind: 'decline' })}
      >
        <PhoneOff size={16} aria-hidden="true" />
        {t(declining ? 'actions.declining' : 'actions.decline')}
      </button>
    </div>
  );
}

function Failure(props: { readonly callId: CallId; readonly message: string }) {
  return (
    <div role="alert" className="strip strip-danger">
      <AlertShape level="danger" />
      <span className="min-w-0 flex-1 select-text">{props.message}</span>
      <button
        type="button"
        className="btn btn-quiet btn-icon btn-small w-7!"
        aria-label={t('actions.dismiss')}
        onClick={() => {
          dismissFailure(props.callId);
        }}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}

/** Why nothing can be done to a call now; empty when it can. */
export function blockedReason(state: Call['state'], linkLost: boolean): string {
  if (linkLost) {
    return t('actions.linkNeeded');
  }
  return state === 'ended' ? t('actions.over') : '';
}

/**
 * Words for the AI, its voice, and the end of the call, which stands alone at the right, away from
 * everything else.
 */
function RunningActions({
  callId,
  blocked,
}: {
  readonly callId: CallId;
  readonly blocked: string;
}) {
  return (
    <>
      <VoiceControl callId={callId} blocked={blocked} />
      <Composer callId={callId} />
      <EndCall callId={callId} blocked={blocked} />
    </>
  );
}

/** What can be done to the call. */
export function ActionBar({ callId }: { readonly callId: CallId }) {
  const state = useCallsStore((store) => store.byId[callId]?.state ?? 'ended');
  const linkLost = useCallsStore((store) => store.link.state === 'lost');
  const failure = useFailure(callId);
  const blocked = blockedReason(state, linkLost);
  return (
    <>
      {failure !== null && <Failure callId={callId} message={failure} />}
      <HeadsetStrip callId={callId} />
      <ConsultationStrip callId={callId} />
      {state !== 'ringing' && <ControlTiles callId={callId} />}
      <div role="toolbar" aria-label={t('actions.label')} className="action-bar">
        {state === 'ringing' ? (
          <RingingActions callId={callId} />
        ) : (
          <RunningActions callId={callId} blocked={blocked} />
        )}
      </div>
    </>
  );
}
