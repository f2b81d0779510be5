import type { RehearsalOutcome } from '#model/rehearsal';
import { t } from '../../i18n/i18n';

const LOOKS: Readonly<Record<RehearsalOutcome, string>> = {
  passed: 'text-agent',
  'not-passed': 'text-danger',
  unmarked: 'text-muted',
};

/** What a rehearsal came to, in a word. */
export function Outcome({ outcome }: { readonly outcome: RehearsalOutcome }) {
  return <span className={LOOKS[outcome]}>{t(`rehearsal.outcome.${outcome}`)}</span>;
}
