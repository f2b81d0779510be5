import { PanelRightClose, PanelRightOpen } from 'lucide-react';
import { type ReactNode, useEffect, useLayoutEffect } from 'react';
import { Group, Panel, Separator, useDefaultLayout, useGroupRef } from 'react-resizable-panels';
import { t } from '../../i18n/i18n';
import { useFocusKept } from '../../state/focusPlaces';
import { toggleInspector, useInspector, useRoomy, useWide } from '../../state/inspector';
import { IconButton } from '../../ui/buttons/IconButton';

/**
 * A pane fills its place, and what is in it scrolls by itself. Clipped, not hidden: what is brought
 * into sight in a pane must not scroll the pane itself.
 */
const PANE = { display: 'grid', height: '100%', overflow: 'clip' } as const;

type PanesProps = {
  readonly list: ReactNode;
  readonly detail: ReactNode;
  /** Null: there is none, and no switch for it. */
  readonly inspector: ReactNode | null;
};

/** Opens and closes the inspector; it keeps its place at the edge of the call. */
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

/** The inspector beside the call. When it goes, the focus does not go with it. */
function Beside({ children }: { readonly children: ReactNode }) {
  const ref = useFocusKept<HTMLDivElement>();
  return (
    <div ref={ref} className="grid min-h-0">
      {children}
    </div>
  );
}

/** The inspector over a call for which there is no room beside it. Escape closes it. */
function Drawer({ children }: { readonly children: ReactNode }) {
  const ref = useFocusKept<HTMLDivElement>();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) {
        useInspector.setState({ drawn: false });
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
  return (
    <div ref={ref} className="drawer">
      {children}
    </div>
  );
}

/**
 * List, call and inspector side by side, with splitters that can be dragged or moved with the arrow
 * keys. The widths are remembered, with the inspector and without it.
 */
export function Panes({ list, detail, inspector }: PanesProps) {
  const { open, drawn } = useInspector();
  const wide = useWide();
  const roomy = useRoomy();
  const beside = open && wide && inspector !== null;
  const over = drawn && !wide && inspector !== null;
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: roomy ? 'live' : 'live-narrow',
    panelIds: beside ? ['list', 'detail', 'inspector'] : ['list', 'detail'],
    storage: localStorage,
    onlySaveAfterUserInteractions: true,
  });
  const group = useGroupRef();
  // The panes stay as they are, with their focus and scroll, and only take other widths.
  useLayoutEffect(() => {
    if (defaultLayout !== undefined) {
      group.current?.setLayout(defaultLayout);
    }
  }, [group, defaultLayout]);
  return (
    <main className="panes">
      <Group
        groupRef={group}
        orientation="horizontal"
        {...(defaultLayout === undefined ? {} : { defaultLayout })}
        onLayoutChanged={onLayoutChanged}
      >
        <Panel
          id="list"
          style={PANE}
          minSize={roomy ? '300px' : '150px'}
          defaultSize={beside ? '31%' : roomy ? '38%' : '30%'}
        >
          {list}
        </Panel>
        <Separator className="splitter" aria-label={t('list.resize')} />
        <Panel id="detail" style={PANE} minSize={roomy ? '420px' : '360px'}>
          <div className="detail-pane">
            {detail}
            {inspector !== null && !over && <InspectorSwitch open={beside} />}
          </div>
        </Panel>
        {beside && (
          <>
            <Separator className="splitter" aria-label={t('inspector.resize')} />
            <Panel id="inspector" style={PANE} minSize="300px" maxSize="480px" defaultSize="320px">
              <Beside>{inspector}</Beside>
            </Panel>
          </>
        )}
      </Group>
      {over && (
        <Drawer>
          {inspector}
          <InspectorSwitch open />
        </Drawer>
      )}
    </main>
  );
}
