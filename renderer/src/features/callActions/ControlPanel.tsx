import {
  BotOff,
  CircleDot,
  CirclePause,
  FilePen,
  Grip,
  Hand,
  type LucideIcon,
  MicOff,
  Pause,
  PhoneForwarded,
  VolumeX,
} from 'lucide-react';
import { useId } from 'react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { CommandButton, type CommandId } from '../commands';

type Control = { readonly id: CommandId; readonly icon: LucideIcon };

/** The controls by what they change. */
const GROUPS: readonly {
  readonly name: 'caller' | 'agent' | 'line' | 'recording';
  readonly controls: readonly Control[];
}[] = [
  {
    name: 'caller',
    controls: [
      { id: 'call.hold', icon: Pause },
      { id: 'call.muteAgent', icon: VolumeX },
      { id: 'call.bargeIn', icon: Hand },
    ],
  },
  {
    name: 'agent',
    controls: [
      { id: 'call.muteCaller', icon: MicOff },
      { id: 'call.pauseAgent', icon: BotOff },
      { id: 'call.instruction', icon: FilePen },
    ],
  },
  {
    name: 'line',
    controls: [
      { id: 'call.transfer', icon: PhoneForwarded },
      { id: 'call.keypad', icon: Grip },
    ],
  },
  {
    name: 'recording',
    controls: [
      { id: 'call.record', icon: CircleDot },
      { id: 'call.pauseRecording', icon: CirclePause },
    ],
  },
];

/** The further controls of a call in groups. */
export function ControlPanel({ callId }: { readonly callId: CallId }) {
  const baseId = useId();
  const recorded = useCallsStore(({ byId }) => byId[callId]?.recording === 'on');
  return (
    <div className="control-panel" role="group" aria-label={t('controls.label')}>
      {GROUPS.map(({ name, controls }) => (
        <div key={name} role="group" aria-labelledby={`${baseId}-${name}`}>
          <h3 id={`${baseId}-${name}`} className="mb-1 text-meta text-muted">
            {t(`controls.group.${name}`)}
          </h3>
          <div className="control-row">
            {controls.map(({ id, icon }) => (
              <CommandButton
                key={id}
                id={id}
                icon={icon}
                callId={callId}
                tone={id === 'call.record' && recorded ? 'alarm' : 'plain'}
              />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
