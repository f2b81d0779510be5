import type { ReactNode } from 'react';
import type { CallId } from '#model/call';
import { useSoon } from '../../hooks/useSoon';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { INSPECTOR_TABS, type InspectorTab, useInspector } from '../../state/inspector';
import { useFocusHandOver } from '../../ui/focus/useFocusHandOver';
import { Tabs } from '../../ui/layout/Tabs';
import { ControlPanel } from '../callActions';
import { useMarks } from '../callWaves';
import { EventsTab } from './EventsTab';
import { MetricsTab } from './MetricsTab';
import { NotesTab } from './NotesTab';
import { QuestionsTab } from './QuestionsTab';
import { VoiceTab } from './VoiceTab';

/**
 * Acting on the selected call in depth, and everything that is known of it. Whoever comes back to
 * the calls sees list and call first. Another call takes over what is there, as in the detail.
 */
export function Inspector() {
  const soon = useSoon();
  const callId = useCallsStore((state) => state.selection?.callId ?? null);
  const focus = useFocusHandOver(callId);
  return (
    <aside
      {...focus}
      className="inspector outline-offset-[-2px]"
      aria-label={t('inspector.label')}
      tabIndex={-1}
      onChange={() => {
        if (callId !== null) {
          useCallsStore.getState().pin(callId);
        }
      }}
    >
      {soon &&
        (callId === null ? (
          <p className="p-4 text-muted">{t('inspector.noCall')}</p>
        ) : (
          <Pages callId={callId} />
        ))}
    </aside>
  );
}

function Pages({ callId }: { readonly callId: CallId }) {
  const tab = useInspector((state) => state.tab);
  const events = useMarks(callId);
  const questions = useCallsStore(({ byId }) => byId[callId]?.questions.length ?? 0);
  const page = (name: InspectorTab, count: number, panel: ReactNode) => ({
    name,
    text: t(`inspector.tab.${name}`),
    count,
    panel,
  });
  return (
    <Tabs
      label={t('inspector.label')}
      shown={tab}
      onChange={(name) => {
        const next = INSPECTOR_TABS.find((each) => each === name);
        if (next !== undefined) {
          useInspector.setState({ tab: next });
        }
      }}
      tabs={[
        page(
          'controls',
          0,
          <div className="px-4">
            <ControlPanel callId={callId} />
          </div>,
        ),
        page('voice', 0, <VoiceTab key={callId} callId={callId} />),
        page('metrics', 0, <MetricsTab key={callId} callId={callId} />),
        page('notes', 0, <NotesTab key={callId} callId={callId} />),
        page('events', events.length, <EventsTab events={events} />),
        page('questions', questions, <QuestionsTab callId={callId} />),
      ]}
    />
  );
}
