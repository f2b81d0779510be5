import { Hand } from 'lucide-react';
import { BARGE_IN_MODES, type CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { sendCommand, usePending } from '../../state/callRequests';
import { usePopover } from '../../state/uiStore';
import { Tile } from '../../ui/buttons/Tile';
import { RadioMenu } from '../../ui/menus/RadioMenu';
import type { Controls } from './useControls';

/** What happens when the caller interrupts the AI, and the menu to change it. */
export function BargeInMenu(props: { readonly callId: CallId; readonly controls: Controls }) {
  const { callId, controls } = props;
  const pending = usePending(callId, 'setBargeIn');
  const reason = controls.reason('setBargeIn');
  return (
    <RadioMenu
      {...usePopover('bargeIn', reason !== '')}
      trigger={
        <Tile
          icon={Hand}
          label={t('controls.bargeIn')}
          shortcut="G"
          reason={reason}
          pending={pending}
        />
      }
      heading={t('controls.bargeInTitle')}
      className="w-80"
      side="top"
      value={controls.call.bargeIn}
      choices={BARGE_IN_MODES.map((mode) => ({
        value: mode,
        text: t(`controls.bargeInMode.${mode}`),
        hint: t(`controls.bargeInHint.${mode}`),
      }))}
      onChange={(mode) => void sendCommand(callId, { kind: 'setBargeIn', mode })}
    />
  );
}
