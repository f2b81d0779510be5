import { ChevronDown } from 'lucide-react';
import { useRef } from 'react';
import type { CallId } from '#model/call';
import type { VoiceName } from '#model/voices';
import { voiceStyle } from '../../format/voices';
import { t } from '../../i18n/i18n';
import { usePending } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { closePopover, openDialog, usePopover } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { Popover } from '../../ui/dialogs/Popover';
import { Spinner } from '../../ui/messages/Spinner';
import { changeVoice } from './changeVoice';
import { ModelChoice } from './ModelChoice';
import { VoiceMenu } from './VoiceMenu';

/** A voice that was asked for and is not heard yet. */
function Switching({ pendingVoice }: { readonly pendingVoice: VoiceName }) {
  return (
    <span role="status" className="voice-now" title={t('voice.note')}>
      <span className="sr-only">{t('voice.switching', { voice: pendingVoice })}</span>
      <span aria-hidden="true">{pendingVoice}</span>
    </span>
  );
}

function Current({ voice }: { readonly voice: VoiceName }) {
  return (
    <span className="voice-now">
      {voice}{' '}
      <span className="voice-style text-meta font-normal text-muted">{voiceStyle(voice)}</span>
    </span>
  );
}

/** The AI's voice in this call, and the menu to change it. */
export function VoiceControl(props: { readonly callId: CallId; readonly blocked: string }) {
  const { callId, blocked } = props;
  const voice = useCallsStore((state) => state.byId[callId]?.voice ?? null);
  const pendingVoice = useCallsStore((state) => state.byId[callId]?.pendingVoice ?? null);
  const asking = usePending(callId, 'changeVoice');
  const popover = usePopover('voice', blocked !== '' || asking || voice === null);
  const triggerRef = useRef<HTMLButtonElement>(null);
  if (voice === null) {
    return null;
  }
  const choose = (chosen: VoiceName): void => {
    closePopover();
    if (chosen !== (pendingVoice ?? voice)) {
      void changeVoice(callId, chosen, pendingVoice ?? voice);
    }
  };
  return (
    <Popover
      {...popover}
      trigger={
        <Button
          ref={triggerRef}
          size="large"
          className="voice-control"
          aria-label={t('voice.label')}
          // A combobox, not a plain button: what it shows is its value, and its name stays "Voice".
          role="combobox"
          reason={blocked}
          pending={asking}
        >
          <span className="font-normal text-muted @max-[620px]/detail:sr-only">
            {t('voice.label')}
          </span>
          {pendingVoice !== null && blocked === '' ? (
            <>
              <Switching pendingVoice={pendingVoice} />
              <Spinner size={15} />
            </>
          ) : (
            <>
              <Current voice={voice} />
              <ChevronDown size={15} className="shrink-0 text-muted" aria-hidden="true" />
            </>
          )}
        </Button>
      }
      className="flex h-[min(440px,70vh)] w-72 flex-col"
      side="top"
      align="start"
      aria-label={t('voice.list')}
    >
      <VoiceMenu current={pendingVoice ?? voice} onChoose={choose} />
      <div className="border-t border-line px-4 py-2">
        <Button
          size="small"
          onClick={() => {
            // The dialog gives the focus back to where it was: the menu is gone by then.
            triggerRef.current?.focus();
            closePopover();
            openDialog({ name: 'audition', callId });
          }}
        >
          {t('audition.open')}
        </Button>
      </div>
      <ModelChoice callId={callId} />
    </Popover>
  );
}
