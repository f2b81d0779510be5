import {
  BotOff,
  CircleDot,
  CirclePause,
  FilePen,
  Headphones,
  Mic,
  MicOff,
  Pause,
  PhoneForwarded,
  Undo2,
  VolumeX,
} from 'lucide-react';
import type { CallId } from '#model/call';
import type { CallCommand } from '#model/commands';
import { t } from '../../i18n/i18n';
import { sendCommand, usePending } from '../../state/callRequests';
import { useUiStore } from '../../state/uiStore';
import { Tile } from '../../ui/buttons/Tile';
import { isOnCall, useHeadsetStore } from '../headset';
import { BargeInMenu } from './BargeInMenu';
import {
  switchOf,
  toggleHold,
  toggleListening,
  togglePausedRecording,
  toggleRecording,
  toggleTakeOver,
} from './controlActions';
import { Keypad } from './Keypad';
import { type Controls, useControls } from './useControls';

type GroupProps = { readonly callId: CallId; readonly controls: Controls };

function ListenTile({ callId, controls }: GroupProps) {
  const on = useHeadsetStore((state) => isOnCall(state.headset, callId));
  const opening = useHeadsetStore(
    ({ headset }) => headset.name === 'opening' && headset.callId === callId,
  );
  return (
    <Tile
      icon={Headphones}
      label={t('controls.listen')}
      shortcut="L"
      reason={controls.reason('listen')}
      pending={opening}
      pressed={on}
      onClick={() => {
        toggleListening(callId);
      }}
    />
  );
}

function FloorTile({ callId, controls }: GroupProps) {
  const { floor } = controls.call;
  const taken = floor === 'supervisor';
  const kind = taken ? 'handBack' : 'takeOver';
  const pending = usePending(callId, kind);
  return (
    <Tile
      icon={taken ? Undo2 : Mic}
      label={t(taken ? 'controls.handBack' : 'controls.takeOver')}
      shortcut={taken ? 'B' : 'T'}
      reason={controls.reason(kind)}
      pending={pending}
      tone={taken ? 'strong' : 'plain'}
      onClick={() => {
        toggleTakeOver({ id: callId, floor });
      }}
    />
  );
}

function HoldTile({ callId, controls }: GroupProps) {
  const { heldBy } = controls.call;
  const held = heldBy === 'supervisor';
  const pending = usePending(callId, held ? 'resume' : 'hold');
  return (
    <Tile
      icon={Pause}
      label={t('controls.hold')}
      shortcut="H"
      reason={controls.reason(held ? 'resume' : 'hold')}
      pending={pending}
      pressed={held}
      onClick={() => {
        toggleHold({ id: callId, heldBy });
      }}
    />
  );
}

const SWITCHES = [
  { kind: 'muteCaller', icon: MicOff, field: 'callerMuted', shortcut: '⇧M' },
  { kind: 'muteAgent', icon: VolumeX, field: 'agentMuted', shortcut: 'M' },
  { kind: 'pauseAgent', icon: BotOff, field: 'agentPaused', shortcut: 'U' },
] as const;

function SwitchTile({
  callId,
  controls,
  kind,
  icon,
  field,
  shortcut,
}: GroupProps & (typeof SWITCHES)[number]) {
  const on = controls.call[field];
  const pending = usePending(callId, kind);
  const command: CallCommand = { kind, on: !on };
  return (
    <Tile
      icon={icon}
      label={t(`controls.${kind}`)}
      shortcut={shortcut}
      reason={controls.reason(kind)}
      pending={pending}
      pressed={on}
      onClick={() => void sendCommand(callId, command)}
    />
  );
}

function RecordTiles({ callId, controls }: GroupProps) {
  const { recording } = controls.call;
  const record = switchOf.recording(controls.call);
  const pause = switchOf.pausedRecording(controls.call);
  const switching = usePending(callId, record);
  const pausing = usePending(callId, pause);
  return (
    <>
      <Tile
        icon={CircleDot}
        label={t('controls.record')}
        shortcut="R"
        reason={controls.reason(record)}
        pending={switching}
        pressed={recording !== 'off'}
        tone={recording === 'on' ? 'alarm' : 'plain'}
        onClick={() => {
          toggleRecording({ id: callId, recording });
        }}
      />
      <Tile
        icon={CirclePause}
        label={t('controls.pauseRecording')}
        shortcut="⇧R"
        reason={controls.reason(pause)}
        pending={pausing}
        pressed={recording === 'paused'}
        onClick={() => {
          togglePausedRecording({ id: callId, recording });
        }}
      />
    </>
  );
}

/** The controls of a running call, except those for voice, words and its end. */
export function ControlTiles({ callId }: { readonly callId: CallId }) {
  const set = useUiStore((state) => state.set);
  const controls = useControls(callId);
  if (controls === null) {
    return null;
  }
  const group = { callId, controls };
  return (
    <div role="toolbar" aria-label={t('controls.label')} className="tiles">
      <ListenTile {...group} />
      <FloorTile {...group} />
      <HoldTile {...group} />
      {SWITCHES.map((each) => (
        <SwitchTile key={each.kind} {...group} {...each} />
      ))}
      <Tile
        icon={FilePen}
        label={t('controls.instruction')}
        shortcut="I"
        reason={controls.reason('changeInstruction')}
        pending={false}
        aria-haspopup="dialog"
        onClick={() => {
          set({ dialog: { name: 'instruction', callId } });
        }}
      />
      <BargeInMenu {...group} />
      <Keypad {...group} />
      <Tile
        icon={PhoneForwarded}
        label={t('controls.transfer')}
        shortcut="X"
        reason={controls.reason('transfer')}
        pending={false}
        aria-haspopup="dialog"
        onClick={() => {
          set({ dialog: { name: 'transfer', callId } });
        }}
      />
      <RecordTiles {...group} />
    </div>
  );
}
