import type { JudgedMark, PassMark, RehearsalLine, RehearsalResult } from '#model/rehearsal';
import { formatDateTime, formatDollars } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { Outcome } from './Outcome';

/** What a talk was, line by line, with its numbers, by which the marks name them. */
export function Talk({ lines }: { readonly lines: readonly RehearsalLine[] }) {
  return (
    <ol className="list-decimal pl-6 select-text">
      {lines.map((line, index) => (
        <li key={index} dir="auto">
          <span className="text-muted">{t(`rehearsal.speaker.${line.of}`)}: </span>
          {line.of === 'tool' ? `${line.name} ${line.args}` : line.text}
          {line.of === 'agent' && line.ms !== null && (
            <span className="text-meta text-muted"> {t('rehearsal.after', { ms: line.ms })}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

function valueOf(mark: PassMark): string | number {
  return 'phrase' in mark ? mark.phrase : 'tool' in mark ? mark.tool : mark.most;
}

function reasonOf({ mark, found }: JudgedMark): string {
  if (found === null) {
    return t(`rehearsal.never.${mark.kind}`);
  }
  return t(`rehearsal.found.${mark.kind}`, { found });
}

function endOf({ end }: RehearsalResult): string {
  return end.how === 'failed'
    ? t('rehearsal.end.failed', { why: inWords(end.phrase) })
    : t(`rehearsal.end.${end.how}`);
}

/** How a rehearsal went: mark by mark, with the talk. */
export function ResultView({
  result,
  open,
}: {
  readonly result: RehearsalResult;
  readonly open: boolean;
}) {
  const { outcome, scenarioName, at, version, costUsd, marks, lines } = result;
  const of = version === null ? t('rehearsal.ofDraft') : t('versions.number', { number: version });
  return (
    <details open={open}>
      <summary>
        <Outcome outcome={outcome} /> {scenarioName} · {of} · {formatDateTime(at)} ·{' '}
        {t('rehearsal.cost', { cost: formatDollars(costUsd) })}
      </summary>
      <div className="flex flex-col gap-2 py-2 pl-4">
        <ul>
          {marks.map((judged, index) => (
            <li key={index}>
              <span className={judged.passed ? 'text-agent' : 'text-danger'}>
                {t(judged.passed ? 'rehearsal.ok' : 'rehearsal.missed')}
              </span>{' '}
              {t(`rehearsal.mark.${judged.mark.kind}`)}: {valueOf(judged.mark)} ({reasonOf(judged)})
            </li>
          ))}
        </ul>
        <p className="text-muted">{endOf(result)}</p>
        <Talk lines={lines} />
      </div>
    </details>
  );
}
