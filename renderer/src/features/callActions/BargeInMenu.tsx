import { Check, Hand } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { BargeInMode, CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { sendCommand, usePending } from '../../state/callRequests';
import { useUiStore } from '../../state/uiStore';
import { Tile } from '../../ui/Tile';
import type { Controls } from './useControls';

const MODES: readonly BargeInMode[] = ['immediate', 'confirm', 'off'];

/** What happens when the caller interrupts the AI, and the menu to change it. */
export function BargeInMenu(props: { readonly callId: CallId; readonly controls: Controls }) {
  const { callId, controls } = props;
  const open = useUiStore((state) => state.popover === 'bargeIn');
  const set = useUiStore((state) => state.set);
  const pending = usePending(callId, 'setBargeIn');
  const reason = controls.reason('setBargeIn');
  const { bargeIn } = controls.call;
  return (
    <DropdownMenu.Root
      modal={false}
      open={open && reason === ''}
      onOpenChange={(next) => {
        set({ popover: next && reason === '' ? 'bargeIn' : 'none' });
      }}
    >
      <DropdownMenu.Trigger asChild>
        <Tile
          icon={Hand}
          label={t('controls.bargeIn')}
          shortcut="G"
          reason={reason}
          pending={pending}
        />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="pop w-80 p-1"
          side="top"
          sideOffset={8}
          collisionPadding={12}
        >
          <DropdownMenu.Label className="px-3 pt-2 pb-1 text-meta text-muted">
            {t('controls.bargeInTitle')}
          </DropdownMenu.Label>
          <DropdownMenu.RadioGroup
            value={bargeIn}
            onValueChange={(value) => {
              const mode = MODES.find((each) => each === value);
              if (mode !== undefined && mode !== bargeIn) {
                void sendCommand(callId, { kind: 'setBargeIn', mode });
              }
            }}
          >
            {MODES.map((mode) => (
              <DropdownMenu.RadioItem
                key={mode}
                value={mode}
                className="flex items-start gap-2 rounded px-2 py-1.5 outline-none data-highlighted:bg-raised"
              >
                <span className="w-4 pt-[3px]">
                  <DropdownMenu.ItemIndicator>
                    <Check size={14} aria-hidden="true" />
                  </DropdownMenu.ItemIndicator>
                </span>
                <span>
                  <span className="block">{t(`controls.bargeInMode.${mode}`)}</span>
                  <span className="block text-meta text-muted">
                    {t(`controls.bargeInHint.${mode}`)}
                  </span>
                </span>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
