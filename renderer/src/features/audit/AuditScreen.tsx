import { ShieldCheck } from 'lucide-react';
import { useEffect } from 'react';
import type { AuditEntry } from '#model/history';
import { formatDateTime } from '../../format/format';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/buttons/Button';
import { RefreshButton } from '../../ui/buttons/RefreshButton';
import { Screen } from '../../ui/layout/Screen';
import { Title } from '../../ui/layout/Title';
import { Placeholder } from '../../ui/messages/Placeholder';
import { AlertShape } from '../../ui/signs/AlertShape';
import { CallLink } from '../history';
import { checkAudit, readAudit, readOlder, useAuditStore } from './auditStore';

const COLUMNS = ['seq', 'at', 'actor', 'action', 'call', 'params', 'result'] as const;

function CheckResult() {
  const check = useAuditStore((state) => state.check);
  const texts = {
    idle: '',
    running: t('audit.check.running'),
    intact: t('audit.check.intact'),
    broken: check.state === 'broken' ? t('audit.check.broken', { seq: check.seq }) : '',
    failed: check.state === 'failed' ? t('audit.check.failed', { message: check.message }) : '',
  };
  return (
    <span role="status" className="flex min-w-0 items-center gap-2">
      {check.state === 'broken' && <AlertShape level="danger" />}
      {check.state === 'failed' && <AlertShape level="warn" />}
      <span className={`select-text ${check.state === 'broken' ? 'font-medium text-danger' : ''}`}>
        {texts[check.state]}
      </span>
    </span>
  );
}

function Toolbar() {
  const checking = useAuditStore((state) => state.check.state === 'running');
  const loading = useAuditStore((state) => state.list.state === 'loading');
  return (
    <div className="flex min-h-12 items-center gap-3 px-4 py-2">
      <Title>{t('audit.title')}</Title>
      <CheckResult />
      <div className="flex-1" />
      <Button size="small" icon={ShieldCheck} pending={checking} onClick={() => void checkAudit()}>
        {t('audit.check.start')}
      </Button>
      <RefreshButton
        label={t('audit.refresh')}
        loading={loading}
        onClick={() => void readAudit()}
      />
    </div>
  );
}

/** Params of an entry; empty where there are none. */
const paramsText = (params: string): string => (params === '{}' ? '' : params);

function Row({ entry }: { readonly entry: AuditEntry }) {
  const failed = entry.result !== 'ok';
  return (
    <tr title={t('audit.hash', { hash: entry.hash })}>
      <td className="text-right font-mono text-meta text-faint tabular-nums">{entry.seq}</td>
      <td className="font-mono text-meta whitespace-nowrap tabular-nums">
        <time dateTime={new Date(entry.at).toISOString()}>{formatDateTime(entry.at, true)}</time>
      </td>
      <td>{entry.actor}</td>
      <td className="font-mono text-meta whitespace-nowrap">{entry.action}</td>
      <td>{entry.callId !== null && <CallLink callId={entry.callId} />}</td>
      <td className="font-mono text-meta break-all text-muted">{paramsText(entry.params)}</td>
      <td className={failed ? 'text-danger' : 'text-muted'}>{entry.result}</td>
    </tr>
  );
}

function Foot() {
  const list = useAuditStore((state) => state.list);
  if (list.state === 'failed') {
    const retry = list.entries.length === 0 ? readAudit : readOlder;
    return (
      <Placeholder role="alert" action={{ text: t('settings.retry'), run: () => void retry() }}>
        {list.message}
      </Placeholder>
    );
  }
  if (list.state === 'loading') {
    return <Placeholder role="status">{t('audit.loading')}</Placeholder>;
  }
  if (list.entries.length === 0) {
    return <Placeholder>{t('audit.empty')}</Placeholder>;
  }
  return list.hasMore ? (
    <div className="p-4">
      <Button size="small" onClick={() => void readOlder()}>
        {t('audit.older')}
      </Button>
    </div>
  ) : null;
}

/**
 * Who did what, and what came of it: newest first, with the check that nothing was changed
 * afterwards.
 */
export function AuditScreen() {
  const entries = useAuditStore((state) => state.list.entries);
  useEffect(() => {
    void readAudit();
  }, []);
  return (
    <Screen label={t('audit.label')} className="record-screen">
      <Toolbar />
      <div
        className="min-h-0 flex-1 overflow-auto outline-offset-[-2px]"
        role="region"
        aria-label={t('audit.table')}
        tabIndex={0}
      >
        <table className="record-table" aria-label={t('audit.label')}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className={column === 'seq' ? 'text-right' : ''}>
                  {t(`audit.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Row key={entry.seq} entry={entry} />
            ))}
          </tbody>
        </table>
        <Foot />
      </div>
    </Screen>
  );
}
