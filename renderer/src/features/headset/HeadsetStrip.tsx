import { Mic, MicOff } from 'lucide-react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { Button } from '../../ui/buttons/Button';
import { Strip } from '../../ui/messages/Strip';
import { AlertShape } from '../../ui/signs/AlertShape';
import { needsMicrophone, speak } from './headset';
import { dismissHeadsetProblem, type HeadsetProblem, useHeadsetStore } from './headsetStore';
import { ListeningStrip } from './ListeningStrip';

function problemText({ what }: HeadsetProblem): string {
  return typeof what === 'object' ? what.message : t(`headset.problem.${what}`);
}

function Problem({ problem }: { readonly problem: HeadsetProblem }) {
  return (
    <Strip
      tone="danger"
      role="alert"
      icon={<AlertShape level="danger" />}
      dismissal={{ label: t('actions.dismiss'), onDismiss: dismissHeadsetProblem }}
    >
      {problemText(problem)}
    </Strip>
  );
}

function Microphone({ callId }: { readonly callId: CallId }) {
  const headset = useHeadsetStore((state) => state.headset);
  if (headset.name === 'speaking' && headset.callId === callId) {
    return (
      <Strip
        tone="live"
        role="status"
        icon={<Mic size={15} className="shrink-0" aria-hidden="true" />}
      >
        {t('headset.live', { device: headset.device })}
      </Strip>
    );
  }
  return (
    <Strip
      role="status"
      label={t('headset.label')}
      icon={<MicOff size={15} className="shrink-0 text-warn" aria-hidden="true" />}
      actions={
        <Button
          size="small"
          pending={headset.name === 'opening'}
          onClick={() => void speak(callId)}
        >
          {t('headset.connect')}
        </Button>
      }
    >
      {t('headset.notConnected')}
    </Strip>
  );
}

/**
 * Shows whether the supervisor's microphone reaches the call when it should, and what is wrong with
 * the headset.
 */
export function HeadsetStrip({ callId }: { readonly callId: CallId }) {
  const problem = useHeadsetStore((state) => state.problem);
  const needed = useCallsStore(
    ({ byId }) => needsMicrophone(byId[callId]) && byId[callId]?.state !== 'ended',
  );
  const listens = useHeadsetStore(
    ({ headset }) => headset.name === 'listening' && headset.callId === callId,
  );
  return (
    <>
      {problem?.callId === callId && <Problem problem={problem} />}
      {needed && <Microphone callId={callId} />}
      {listens && <ListeningStrip callId={callId} />}
    </>
  );
}
