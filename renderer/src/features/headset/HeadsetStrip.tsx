import { Mic, MicOff, X } from 'lucide-react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { AlertShape } from '../../ui/shapes';
import { needsMicrophone, speak } from './headset';
import { dismissHeadsetProblem, type HeadsetProblem, useHeadsetStore } from './headsetStore';

function problemText({ what }: HeadsetProblem): string {
  return typeof what === 'object' ? what.message : t(`headset.problem.${what}`);
}

function Problem({ problem }: { readonly problem: HeadsetProblem }) {
  return (
    <div className="strip strip-danger" role="alert">
      <AlertShape level="danger" />
      <span className="min-w-0 flex-1 select-text">{problemText(problem)}</span>
      <button
        type="button"
        className="btn btn-quiet btn-icon btn-small w-7!"
        aria-label={t('actions.dismiss')}
        onClick={dismissHeadsetProblem}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}

/**
 * Whether the supervisor's microphone reaches the call, wherever it ought to; and what is wrong
 * with his headset.
 */
export function HeadsetStrip({ callId }: { readonly callId: CallId }) {
  const headset = useHeadsetStore((state) => state.headset);
  const problem = useHeadsetStore((state) => state.problem);
  const needed = useCallsStore((state) => needsMicrophone(state.byId[callId]));
  const ended = useCallsStore((state) => state.byId[callId]?.state === 'ended');
  const speaking = headset.name === 'speaking' && headset.callId === callId ? headset : null;
  return (
    <>
      {problem?.callId === callId && <Problem problem={problem} />}
      {needed && !ended && speaking !== null && (
        <div className="strip strip-live" role="status">
          <Mic size={15} className="shrink-0" aria-hidden="true" />
          <span className="min-w-0 flex-1 truncate">
            {t('headset.live', { device: speaking.device })}
          </span>
        </div>
      )}
      {needed && !ended && speaking === null && (
        <div className="strip" role="group" aria-label={t('headset.label')}>
          <MicOff size={15} className="shrink-0 text-warn" aria-hidden="true" />
          <span role="status" className="min-w-0 flex-1">
            {t('headset.notConnected')}
          </span>
          <button
            type="button"
            className="btn btn-small"
            disabled={headset.name === 'opening'}
            onClick={() => void speak(callId)}
          >
            {t('headset.connect')}
          </button>
        </div>
      )}
    </>
  );
}
