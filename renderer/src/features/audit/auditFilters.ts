import type { AuditQuery, AuditResult } from '#model/auditLog';
import { dayStart } from '../history';

/** What the filters hold, as they are typed; empty does not count. */
export type AuditFilters = {
  readonly text: string;
  readonly actor: string;
  readonly action: string;
  readonly callId: string;
  readonly result: AuditResult | '';
  /** Days as `yyyy-mm-dd`, in local time; both are included. */
  readonly fromDay: string;
  readonly toDay: string;
};

export const NO_AUDIT_FILTERS: AuditFilters = {
  text: '',
  actor: '',
  action: '',
  callId: '',
  result: '',
  fromDay: '',
  toDay: '',
};

export function isAuditFiltered(filters: AuditFilters): boolean {
  return Object.values(filters).some((value) => value.trim() !== '');
}

/** The question that is put to the record. */
export function auditQueryOf(filters: AuditFilters): AuditQuery {
  const { actor, action, result } = filters;
  const text = filters.text.trim();
  const callId = filters.callId.trim();
  const from = dayStart(filters.fromDay, 0);
  const nextDay = dayStart(filters.toDay, 1);
  return {
    ...(text === '' ? {} : { text }),
    ...(actor === '' ? {} : { actor }),
    ...(action === '' ? {} : { action }),
    ...(callId === '' ? {} : { callId }),
    ...(result === '' ? {} : { result }),
    ...(from === null || from < 0 ? {} : { from }),
    ...(nextDay === null || nextDay < 1 ? {} : { to: nextDay - 1 }),
  };
}
