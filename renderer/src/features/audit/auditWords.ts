import type { AuditLine } from '#model/auditLog';
import { formatCaller, formatDateTime } from '../../format/format';
import en from '../../i18n/en/audit.json';
import { t } from '../../i18n/i18n';

type NamedParam = keyof typeof en.param;
type FailureKind = keyof typeof en.failed;

/** What a deed was done with, in words. */
export function paramsText(params: string): string {
  return Object.entries(JSON.parse(params) as Readonly<Record<string, unknown>>)
    .map(([name, value]) =>
      name in en.param
        ? t(`audit.param.${name as NamedParam}`, { value: valueText(value) })
        : `${name}: ${valueText(value)}`,
    )
    .join(', ');
}

function valueText(value: unknown): string {
  if (typeof value === 'boolean') {
    return t(value ? 'audit.param_yes' : 'audit.param_no');
  }
  return typeof value === 'string' ? value : JSON.stringify(value).replaceAll(/[[\]"]/g, '');
}

/** The call by who called and when; by its id where the record does not have it. */
export function callText({ call, callId }: AuditLine): string {
  if (call === null) {
    return callId ?? '';
  }
  return t('audit.callAt', { caller: formatCaller(call), at: formatDateTime(call.startedAt) });
}

/** What came of a deed. The reason stands as it was kept, in English; its kind does not. */
export function resultText(result: string): string {
  if (result === 'ok') {
    return t('audit.ok');
  }
  const [, kind = '', why = ''] = /^([a-z-]+): (.*)$/s.exec(result) ?? [];
  return kind in en.failed
    ? t(`audit.failed.${kind as FailureKind}`, { why })
    : t('audit.failure', { why: result });
}
