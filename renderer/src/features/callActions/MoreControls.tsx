import { ArrowLeft, type LucideIcon } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import {
  closePopover,
  openPopover,
  type PopoverName,
  useClosedWithControl,
  useUiStore,
} from '../../state/uiStore';
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

function Shown(props: {
  readonly view: View;
  readonly callId: CallId;
  readonly keyRef: RefObject<HTMLButtonElement | null>;
  readonly choiceRef: RefObject<HTMLInputElement | null>;
}) {
  const { view, callId, keyRef, choiceRef } = props;
  switch (view) {
    case 'more':
      return <ControlPanel callId={callId} />;
    case 'keypad':
      return <Keypad callId={callId} ref={keyRef} />;
    case 'bargeIn':
      return <BargeInChoice callId={callId} ref={choiceRef} />;
  }
}

const titleOf = (view: View): string =>
  view === 'more' ? t('controls.more') : t(`controls.${view}`);

/** The controls that are not used in every call, behind one button. */
export function MoreControls(props: { readonly callId: CallId; readonly icon: LucideIcon }) {
  const view = useUiStore(({ popover }) => VIEWS.find((each) => each === popover) ?? null);
  useClosedWithControl(view ?? 'none', false);
  const shown = view ?? 'more';
  const keyRef = useRef<HTMLButtonElement>(null);
  const choiceRef = useRef<HTMLInputElement>(null);
  // What one opened it for, not the way back to all controls.
  const first = shown === 'keypad' ? keyRef : shown === 'bargeIn' ? choiceRef : null;
  const panelRef = useRef<HTMLDivElement>(null);
  const before = useRef(shown);
  // What takes the place of something else takes its focus, too.
  useEffect(() => {
    const origin = `[data-command="call.${before.current}"]`;
    const place = first?.current ?? panelRef.current?.querySelector<HTMLElement>(origin);
    place?.focus();
    before.current = shown;
  }, [first, shown]);
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
      {...(first === null ? {} : { initialFocus: first })}
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
      <div ref={panelRef}>
        <Shown view={shown} callId={props.callId} keyRef={keyRef} choiceRef={choiceRef} />
      </div>
    </Popover>
  );
}
