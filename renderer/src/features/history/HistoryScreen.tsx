import { X } from 'lucide-react';
import { useEffect } from 'react';
import { t } from '../../i18n/i18n';
import { Screen } from '../../ui/Screen';
import { AlertShape } from '../../ui/shapes';
import { HistoryFilterPane } from './HistoryFilterPane';
import { HistoryResults } from './HistoryResults';
import { search, useHistoryStore } from './historyStore';
import { RecordPage } from './RecordPage';

function Notice() {
  const notice = useHistoryStore((state) => state.notice);
  return (
    <div role={notice?.level === 'danger' ? 'alert' : 'status'} className="history-notice">
      {notice !== null && (
        <div className="flex items-center gap-2.5 border-b border-line bg-raised px-4 py-1.5">
          <AlertShape level={notice.level} />
          <span className="min-w-0 flex-1 select-text">{notice.message}</span>
          <button
            type="button"
            className="btn btn-quiet btn-icon btn-small w-7! p-0!"
            aria-label={t('actions.dismiss')}
            onClick={() => {
              useHistoryStore.setState({ notice: null });
            }}
          >
            <X size={14} aria-hidden="true" />
          </button>
        </div>
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
