import { useEffect } from 'react';
import { t } from '../../i18n/i18n';
import { Screen } from '../../ui/layout/Screen';
import { Strip } from '../../ui/messages/Strip';
import { AlertShape } from '../../ui/signs/AlertShape';
import { search, useHistoryStore } from './historyStore';
import { RecordPage } from './record/RecordPage';
import { HistoryResults } from './results/HistoryResults';
import { HistoryFilterPane } from './search/HistoryFilterPane';

function Notice() {
  const notice = useHistoryStore((state) => state.notice);
  return (
    <div role={notice?.level === 'danger' ? 'alert' : 'status'}>
      {notice !== null && (
        <Strip
          role="none"
          className="border-t-0 border-b px-4 py-1.5"
          icon={<AlertShape level={notice.level} />}
          dismissal={{
            label: t('actions.dismiss'),
            onDismiss: () => {
              useHistoryStore.setState({ notice: null });
            },
          }}
        >
          {notice.text()}
        </Strip>
      )}
    </div>
  );
}

/** The record of calls: filters, what they find, and the page of one call. */
export function HistoryScreen() {
  useEffect(() => {
    // Calls have ended since it was last shown.
    void search();
  }, []);
  return (
    <Screen label={t('history.label')} className="history">
      <Notice />
      <div className="history-panes">
        <HistoryFilterPane />
        <HistoryResults />
        <RecordPage />
      </div>
    </Screen>
  );
}
