import { PanelRightClose, PanelRightOpen } from 'lucide-react';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { t } from '../../i18n/i18n';
import { toggleInspector, useInspector } from '../../state/inspector';
import { IconButton } from '../../ui/buttons/IconButton';

/** Least width of a window that has room for three panes, CSS pixels. */
const WIDE = window.matchMedia('(width >= 1180px)');

/** A pane fills its place, and what is in it scrolls by itself. */
const PANE = { display: 'grid', height: '100%', overflow: 'hidden' } as const;

/** Whether the inspector stands beside the call; else it is a drawer over it. */
function useWide(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      WIDE.addEventListener('change', onChange);
      return () => {
        WIDE.removeEventListener('change', onChange);
      };
    },
    () => WIDE.matches,
  );
}

type PanesProps = {
  readonly list: ReactNode;
  readonly detail: ReactNode;
  /** Null: there is none, and no switch for it. */
  readonly inspector: ReactNode | null;
};

/** Opens and closes the inspector; it keeps its place at the edge of the window. */
function InspectorSwitch({ open }: { readonly open: boolean }) {
  return (
    <IconButton
      className="inspector-switch"
      icon={open ? PanelRightClose : PanelRightOpen}
      label={t(open ? 'inspector.close' : 'inspector.open')}
      aria-expanded={open}
      onClick={toggleInspector}
    />
  );
}

/** The inspector over a call for which there is no room beside it. Escape closes it. */
function Drawer({ children }: { readonly children: ReactNode }) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) {
        useInspector.setState({ open: false });
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
  return <div className="drawer">{children}</div>;
}

/**
 * List, call and inspector side by side, with splitters that can be dragged or moved with the arrow
 * keys. The widths are remembered, with the inspector and without it.
 */
export function Panes({ list, detail, inspector }: PanesProps) {
  const open = useInspector((state) => state.open) && inspector !== null;
  const wide = useWide();
  const beside = open && wide;
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: 'live',
    panelIds: beside ? ['list', 'detail', 'inspector'] : ['list', 'detail'],
    storage: localStorage,
    onlySaveAfterUserInteractions: true,
  });
  return (
    <main className="panes">
      <Group
        key={String(beside)}
        orientation="horizontal"
        {...(defaultLayout === undefined ? {} : { defaultLayout })}
        onLayoutChanged={onLayoutChanged}
      >
        <Panel id="list" style={PANE} minSize="200px" defaultSize={beside ? '31%' : '38%'}>
          {list}
        </Panel>
        <Separator className="splitter" aria-label={t('list.resize')} />
        <Panel id="detail" style={PANE} minSize="340px">
          {detail}
        </Panel>
        {beside && (
          <>
            <Separator className="splitter" aria-label={t('inspector.resize')} />
            <Panel id="inspector" style={PANE} minSize="280px" maxSize="480px" defaultSize="320px">
              {inspector}
            </Panel>
          </>
        )}
      </Group>
      {open && !wide && <Drawer>{inspector}</Drawer>}
      {inspector !== null && <InspectorSwitch open={open} />}
    </main>
  );
}
