import { ArrowLeft, type LucideIcon } from 'lucide-react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { closePopover, openPopover, type PopoverName, useUiStore } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { Tile } from '../../ui/buttons/Tile';
import { Popover } from '../../ui/dialogs/Popover';
import { InToolbar } from '../../ui/layout/Toolbar';
import { BargeInChoice } from './BargeInChoice';
import { ControlPanel } from './ControlPanel';
import { Keypad } from './Keypad';

/** What the popover shows: all controls, or what hangs from one of them. */
type View = Extract<PopoverName, 'more' | 'keypad' | 'bargeIn'>;

const VIEWS: readonly View[] = ['more', 'keypad', 'bargeIn'];

function Shown({ view, callId }: { readonly view: View; readonly callId: CallId }) {
  switch (view) {
    case 'more':
      return <ControlPanel callId={callId} />;
    case 'keypad':
      return <Keypad callId={callId} />;
    case 'bargeIn':
      return <BargeInChoice callId={callId} />;
  }
}

const titleOf = (view: View): string =>
  view === 'more' ? t('controls.more') : t(`controls.${view}`);

/** The controls that are not used in every call, behind one button. */
export function MoreControls(props: { readonly callId: CallId; readonly icon: LucideIcon }) {
  const view = useUiStore(({ popover }) => VIEWS.find((each) => each === popover) ?? null);
  const shown = view ?? 'more';
  return (
    <Popover
      open={view !== null}
      onOpenChange={(open) => {
        if (open) {
          openPopover('more');
        } else {
          closePopover();
        }
      }}
      trigger={
        <InToolbar>
          <Tile
            icon={props.icon}
            label={t('controls.more')}
            shortcut=""
            reason=""
            pending={false}
          />
        </InToolbar>
      }
      className="flex max-h-[70vh] flex-col gap-2 overflow-y-auto p-3"
      side="top"
      aria-label={titleOf(shown)}
    >
      {shown !== 'more' && (
        <Button
          variant="quiet"
          size="small"
          icon={ArrowLeft}
          className="self-start"
          onClick={() => {
            openPopover('more');
          }}
        >
          {t('controls.more')}
        </Button>
      )}
      <Shown view={shown} callId={props.callId} />
    </Popover>
  );
}
