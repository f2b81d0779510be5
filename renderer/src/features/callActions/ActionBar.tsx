import { LoaderCircle, Phone, PhoneOff, X } from 'lucide-react';
import type { Call, CallId } from '../../../../src-main/model/call';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { AlertShape } from '../../ui/shapes';
import { VoiceControl } from '../voice/VoiceControl';
import type { ActionStatus } from './callRequests';
import { answerCall, declineCall, dismissFailure, useCallRequests } from './callRequests';
import { EndCall } from './EndCall';

function RingingActions(props: { readonly callId: CallId; readonly status: ActionStatus | null }) {
  const pending = props.status?.state === 'pending' ? props.status.action : null;
  return (
    <div className="flex gap-2">
      <button
        type="button"
        className="btn btn-primary btn-large"
        disabled={pending !== null}
        onClick={() => void answerCall(props.callId)}
      >
        {pending === 'answer' ? (
          <LoaderCircle size={16} className="spin" aria-hidden="true" />
        ) : (
          <Phone size={16} aria-hidden="true" />
        )}
        {t(pending === 'answer' ? 'actions.answering' : 'actions.answer')}
      </button>
      <button
        type="button"
        className="btn btn-large"
        disabled={pending !== null}
        onClick={() => void declineCall(props.callId)}
      >
        <PhoneOff size={16} aria-hidden="true" />
        {t(pending === 'decline' ? 'actions.declining' : 'actions.decline')}
      </button>
    </div>
  );
}

function Failure(props: { readonly callId: CallId; readonly message: string }) {
  return (
    <div
      role="alert"
      className="flex items-center gap-2.5 border-t border-line px-5 py-1.5"
      style={{ background: 'color-mix(in srgb, var(--danger) 10%, var(--bg))' }}
    >
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

/** What can be done to the call. End call stands alone at the right, away from everything else. */
export function ActionBar({ callId }: { readonly callId: CallId }) {
  const state = useCallsStore((store) => store.byId[callId]?.state ?? 'ended');
  const linkLost = useCallsStore((store) => store.link.state === 'lost');
  const status = useCallRequests((store) => store.byCall[callId] ?? null);
  const blocked = blockedReason(state, linkLost);
  return (
    <>
      {status?.state === 'failed' && <Failure callId={callId} message={status.message} />}
      <div
        role="toolbar"
        aria-label={t('actions.label')}
        className="flex min-h-16 items-center gap-3 border-t border-line bg-panel px-5 py-2.5"
      >
        {state === 'ringing' ? (
          <RingingActions callId={callId} status={status} />
        ) : (
          <VoiceControl callId={callId} blocked={blocked} />
        )}
        <div className="flex-1" />
        {state !== 'ringing' && <EndCall callId={callId} blocked={blocked} />}
      </div>
    </>
  );
}
