import { AudioLines, FilePen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { CallId } from '#model/call';
import { voiceStyle } from '../../format/voices';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { useInstruction } from '../../state/instruction';
import { ErrorText } from '../../ui/messages/ErrorText';
import { Notice } from '../../ui/messages/Notice';
import { CommandButton } from '../commands';

function Fact(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-meta text-muted">{props.label}</dt>
      <dd className="select-text">{props.children}</dd>
    </div>
  );
}

/** The AI's voice, and the one that was asked for and is not heard yet. */
function VoiceFacts({ callId }: { readonly callId: CallId }) {
  const { voice, pending, model } = useCallsStore(
    useShallow(({ byId }) => ({
      voice: byId[callId]?.voice ?? null,
      pending: byId[callId]?.pendingVoice ?? null,
      model: byId[callId]?.model ?? '',
    })),
  );
  if (voice === null) {
    return null;
  }
  return (
    <>
      <dl className="inspector-figures">
        <Fact label={t('voice.label')}>{voice}</Fact>
        <Fact label={t('voice.style')}>{voiceStyle(voice)}</Fact>
        {model !== '' && <Fact label={t('voice.model')}>{model}</Fact>}
      </dl>
      {pending !== null && (
        <Notice level="info">{t('voice.switchingAtPause', { voice: pending })}</Notice>
      )}
    </>
  );
}

/** What the AI was told to be, as it is now. */
function Instruction({ callId }: { readonly callId: CallId }) {
  const inForce = useInstruction(callId);
  if (inForce === null) {
    return null;
  }
  if (!inForce.ok) {
    return <ErrorText>{inWords(inForce.error.phrase)}</ErrorText>;
  }
  const { text, changed } = inForce.value;
  return (
    <>
      <p className="text-meta text-muted">
        {t(changed ? 'instruction.changedHere' : 'instruction.ofProfile')}
      </p>
      <p className="instruction-text" dir="auto">
        {text === '' ? t('instruction.none') : text}
      </p>
    </>
  );
}

/** How the AI of a call sounds, and what it was told to be. */
export function VoiceTab({ callId }: { readonly callId: CallId }) {
  return (
    <div className="flex flex-col gap-3 px-4">
      <VoiceFacts callId={callId} />
      <div className="control-row">
        <CommandButton id="call.voice" icon={AudioLines} callId={callId} />
        <CommandButton id="call.instruction" icon={FilePen} callId={callId} />
      </div>
      <h3 className="inspector-heading">{t('instruction.inForce')}</h3>
      <Instruction callId={callId} />
    </div>
  );
}
