import { Ellipsis, Headphones, Megaphone, MessageSquareLock, Mic, Undo2 } from 'lucide-react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { InToolbar, Toolbar } from '../../ui/layout/Toolbar';
import { CommandButton, useCommand } from '../commands';
import { VoiceControl } from '../voice';
import { Composer } from './Composer';
import { EndCall } from './EndCall';
import { MoreControls } from './MoreControls';
import { RingingActions } from './RingingActions';

/** What is done most, at a place of its own; the rest is under More. */
function MainControls({ callId }: { readonly callId: CallId }) {
  const taken = useCallsStore(({ byId }) => byId[callId]?.floor === 'supervisor');
  return (
    <>
      <InToolbar>
        <CommandButton id="call.listen" callId={callId} icon={Headphones} />
      </InToolbar>
      <InToolbar>
        <CommandButton id="call.whisper" callId={callId} icon={MessageSquareLock} />
      </InToolbar>
      <InToolbar>
        <CommandButton id="call.say" callId={callId} icon={Megaphone} />
      </InToolbar>
      <InToolbar>
        <CommandButton
          id="call.takeOver"
          callId={callId}
          icon={taken ? Undo2 : Mic}
          tone={taken ? 'strong' : 'plain'}
        />
      </InToolbar>
    </>
  );
}

/**
 * The controls of a call, at the bottom of its detail. The one that ends it stands alone at the
 * right, away from all others. Two of them go with their call: the composer, whose field could undo
 * to words for another one, and what ends it, which would get the focus back from its question.
 */
export function ActionBar({ callId }: { readonly callId: CallId }) {
  const state = useCallsStore((store) => store.byId[callId]?.state ?? 'ended');
  const isRinging = state === 'ringing';
  const { reason: voiceBlocked } = useCommand('call.voice', callId);
  const { reason: endBlocked } = useCommand('call.end', callId);
  return (
    <>
      {!isRinging && <Composer key={callId} callId={callId} />}
      <Toolbar label={t('actions.label')} className="action-bar">
        {isRinging ? (
          <RingingActions callId={callId} />
        ) : (
          <>
            <MainControls callId={callId} />
            <VoiceControl callId={callId} blocked={voiceBlocked} />
            <MoreControls callId={callId} icon={Ellipsis} />
            <span className="flex-1" />
            <EndCall key={callId} callId={callId} blocked={endBlocked} />
          </>
        )}
      </Toolbar>
    </>
  );
}
