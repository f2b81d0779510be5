import { FileJson, FileSpreadsheet, ShieldCheck } from 'lucide-react';
import { useEffect } from 'react';
import { formatLatency } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { IconButton } from '../../ui/buttons/IconButton';
import { RefreshButton } from '../../ui/buttons/RefreshButton';
import { Screen } from '../../ui/layout/Screen';
import { Title } from '../../ui/layout/Title';
import { Placeholder } from '../../ui/messages/Placeholder';
import { AlertShape } from '../../ui/signs/AlertShape';
import { AuditFilterBar } from './AuditFilterBar';
import { isAuditFiltered } from './auditFilters';
import { AuditRows, ShownEntry } from './AuditRows';
import {
  checkAudit,
  clearAuditFilters,
  exportAudit,
  readAudit,
  readOlder,
  showEntry,
  useAuditStore,
} from './auditStore';

function checkText(check: ReturnType<typeof useAuditStore.getState>['check']): string {
  switch (check.state) {
    case 'idle':
      return '';
    case 'running':
      return t('audit.check.running');
    case 'intact':
      return t('audit.check.intact', { took: formatLatency(check.tookMs) });
    case 'broken':
      return t('audit.check.broken', { seq: check.seq });
    case 'failed':
      return t('audit.check.failed', { message: inWords(check.message) });
  }
}

function CheckResult() {
  const check = useAuditStore((state) => state.check);
  return (
    <>
      <span role="status" className="flex min-w-0 items-center gap-2">
        {check.state === 'broken' && <AlertShape level="danger" />}
        {check.state === 'failed' && <AlertShape level="warn" />}
        <span
          className={`select-text ${check.state === 'broken' ? 'font-medium text-danger' : ''}`}
        >
          {checkText(check)}
        </span>
      </span>
      {check.state === 'broken' && (
        <Button size="small" onClick={() => void showEntry(check.seq)}>
          {t('audit.check.show')}
        </Button>
      )}
    </>
  );
}

/** How many entries were found, or what became of the export. */
function Found() {
  const list = useAuditStore((state) => state.list);
  const notice = useAuditStore((state) => state.notice);
  const count = list.entries.length;
  const found =
    list.state === 'loading'
      ? t('audit.loading')
      : t(list.hasMore ? 'audit.countMore' : 'audit.count', { count });
  return (
    <span role="status" className="min-w-0 truncate text-meta text-muted">
      {notice === null ? found : notice()}
    </span>
  );
}

function Toolbar() {
  const reason = useRoleReason('audit.export');
  const checking = useAuditStore((state) => state.check.state === 'running');
  const loading = useAuditStore((state) => state.list.state === 'loading');
  return (
    <div className="flex min-h-12 items-center gap-3 px-4 py-2">
      <Title>{t('audit.title')}</Title>
      <Found />
      <CheckResult />
      <div className="flex-1" />
      <Button size="small" icon={ShieldCheck} pending={checking} onClick={() => void checkAudit()}>
        {t('audit.check.start')}
      </Button>
      <IconButton
        icon={FileSpreadsheet}
        size="small"
        label={t('audit.exportCsv')}
        reason={reason}
        onClick={() => void exportAudit('csv')}
      />
      <IconButton
        icon={FileJson}
        size="small"
        label={t('audit.exportJson')}
        reason={reason}
        onClick={() => void exportAudit('json')}
      />
      <RefreshButton
        label={t('audit.refresh')}
        loading={loading}
        onClick={() => void readAudit()}
      />
    </div>
  );
}

function Foot() {
  const list = useAuditStore((state) => state.list);
  const filtered = useAuditStore((state) => isAuditFiltered(state.filters));
  if (list.state === 'failed') {
    const retry = list.entries.length === 0 ? readAudit : readOlder;
    return (
      <Placeholder role="alert" action={{ text: t('settings.retry'), run: () => void retry() }}>
        {inWords(list.message)}
      </Placeholder>
    );
  }
  if (list.state === 'loading' || list.entries.length > 0) {
    return null;
  }
  return filtered ? (
    <Placeholder action={{ text: t('audit.clear'), run: clearAuditFilters }}>
      {t('audit.noMatch')}
    </Placeholder>
  ) : (
    <Placeholder>{t('audit.empty')}</Placeholder>
  );
}

/**
 * Who did what, and what came of it: newest first, with the check that nothing was changed
 * afterwards. Without the role for it, the screen says so, and asks for nothing.
 */
export function AuditScreen() {
  const reason = useRoleReason('audit.read');
  return (
    <Screen label={t('audit.label')} className="record-screen">
      {reason === '' ? <Audit /> : <Placeholder role="status">{reason}</Placeholder>}
    </Screen>
  );
}

function Audit() {
  const isEmpty = useAuditStore((state) => state.list.entries.length === 0);
  useEffect(() => {
    void readAudit();
  }, []);
  return (
    <>
      <Toolbar />
      <AuditFilterBar />
      {!isEmpty && <AuditRows />}
      <Foot />
      <ShownEntry />
    </>
  );
}
