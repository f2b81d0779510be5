import { ChevronDown, LoaderCircle } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect } from 'react';
import type { CallId } from '../../../../src-main/model/call';
import type { VoiceName } from '../../../../src-main/model/voices';
import { voiceStyle } from '../../format/voices';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { useUiStore } from '../../state/uiStore';
import { changeVoice, useCallRequests } from '../callActions/callRequests';
import { VoiceMenu } from './VoiceMenu';

/** What is under way: a voice that was asked for, or the request for one. */
function Switching({ pendingVoice }: { readonly pendingVoice: VoiceName }) {
  return (
    <span role="status" className="flex min-w-0 flex-col leading-4">
      <span className="flex items-center gap-2">
        <LoaderCircle size={13} className="spin text-muted" aria-hidden="true" />
        {t('voice.switching', { voice: pendingVoice })}
      </span>
      <span className="truncate text-meta text-faint">{t('voice.note')}</span>
    </span>
  );
}

/** The AI's voice in this call, and the menu to change it. */
export function VoiceControl(props: { readonly callId: CallId; readonly blocked: string }) {
  const { callId, blocked } = props;
  const voice = useCallsStore((state) => state.byId[callId]?.voice ?? null);
  const pendingVoice = useCallsStore((state) => state.byId[callId]?.pendingVoice ?? null);
  const asking = useCallRequests(
    (store) => store.byCall[callId]?.state === 'pending' && store.byCall[callId].action === 'voice',
  );
  const open = useUiStore((state) => state.voiceMenuOpen);
  const set = useUiStore((state) => state.set);
  useEffect(
    () => () => {
      set({ voiceMenuOpen: false });
    },
    [set],
  );
  if (voice === null) {
    return null;
  }
  const disabled = blocked !== '' || asking;
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Popover.Root
        open={open && !disabled}
        onOpenChange={(next) => {
          set({ voiceMenuOpen: next });
        }}
      >
        <Popover.Trigger
          className="btn btn-large gap-3"
          aria-label={t('voice.label')}
          // A combobox, not a plain button: what it shows is its value, and its name stays "Voice".
          role="combobox"
          disabled={disabled}
          title={blocked === '' ? undefined : blocked}
        >
          <span className="font-normal text-muted">{t('voice.label')}</span>
          <span className="flex items-baseline gap-1.5">
            <span>{voice}</span>
            <span className="text-meta font-normal text-muted">{voiceStyle(voice)}</span>
          </span>
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
                set({ voiceMenuOpen: false });
                if (chosen !== (pendingVoice ?? voice)) {
                  void changeVoice(callId, chosen);
                }
              }}
            />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {pendingVoice !== null && blocked === '' && <Switching pendingVoice={pendingVoice} />}
    </div>
  );
}
