import { ChevronDown, LoaderCircle } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { CallId } from '#model/call';
import type { VoiceName } from '#model/voices';
import { voiceStyle } from '../../format/voices';
import { t } from '../../i18n/i18n';
import { sendCommand, usePending } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { useUiStore } from '../../state/uiStore';
import { VoiceMenu } from './VoiceMenu';

/** What is under way: a voice that was asked for. */
function Switching({ pendingVoice }: { readonly pendingVoice: VoiceName }) {
  return (
    <span role="status" className="flex items-center gap-1.5" title={t('voice.note')}>
      <LoaderCircle size={13} className="spin text-muted" aria-hidden="true" />
      <span className="sr-only">{t('voice.switching', { voice: pendingVoice })}</span>
      <span aria-hidden="true">{pendingVoice}</span>
    </span>
  );
}

/** The AI's voice in this call, and the menu to change it. */
export function VoiceControl(props: { readonly callId: CallId; readonly blocked: string }) {
  const { callId, blocked } = props;
  const voice = useCallsStore((state) => state.byId[callId]?.voice ?? null);
  const pendingVoice = useCallsStore((state) => state.byId[callId]?.pendingVoice ?? null);
  const asking = usePending(callId, 'changeVoice');
  const open = useUiStore((state) => state.popover === 'voice');
  const set = useUiStore((state) => state.set);
  if (voice === null) {
    return null;
  }
  const disabled = blocked !== '' || asking;
  return (
    <Popover.Root
      open={open && !disabled}
      onOpenChange={(next) => {
        set({ popover: next ? 'voice' : 'none' });
      }}
    >
      <Popover.Trigger
        className="btn btn-large voice-control"
        aria-label={t('voice.label')}
        // A combobox, not a plain button: what it shows is its value, and its name stays "Voice".
        role="combobox"
        disabled={disabled}
        title={blocked === '' ? undefined : blocked}
      >
        <span className="font-normal text-muted">{t('voice.label')}</span>
        {pendingVoice !== null && blocked === '' ? (
          <Switching pendingVoice={pendingVoice} />
        ) : (
          <span className="flex items-baseline gap-1.5">
            <span>{voice}</span>
            <span className="voice-style text-meta font-normal text-muted">
              {voiceStyle(voice)}
            </span>
          </span>
        )}
        <ChevronDown size={15} className="text-muted" aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="pop flex h-[min(440px,70vh)] w-72 flex-col"
          side="top"
          align="start"
          sideOffset={8}
          collisionPadding={12}
          aria-label={t('voice.list')}
        >
          <VoiceMenu
            current={pendingVoice ?? voice}
            onChoose={(chosen) => {
              set({ popover: 'none' });
              if (chosen !== (pendingVoice ?? voice)) {
                void sendCommand(callId, { kind: 'changeVoice', voice: chosen });
              }
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
