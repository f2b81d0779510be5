import type { LookUp, LookUpAnswer } from '#model/lookUp';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { FactList } from '../../ui/rows/FactList';

function summaryOf(lookUp: LookUp): string {
  switch (lookUp.state) {
    case 'asking':
      return t('lookUp.asking');
    case 'called-off':
      return t('lookUp.calledOff');
    case 'answered':
      return t('lookUp.answered', { ms: lookUp.ms, status: lookUp.status });
    case 'failed':
      return t('lookUp.failed', { ms: lookUp.ms, why: inWords(lookUp.phrase) });
  }
}

/** The parts of an answer that say something, each with its name. */
function partsOf(answer: LookUpAnswer): readonly (readonly [name: string, value: string])[] {
  const { context, voice, language, greeting, facts, ignored } = answer;
  return [
    [t('lookUp.context'), context] as const,
    [t('lookUp.voice'), voice ?? ''] as const,
    [t('lookUp.language'), language ?? ''] as const,
    [t('lookUp.greeting'), greeting ?? ''] as const,
    ...Object.entries(facts).map(([name, value]) => [`{lookup.${name}}`, value] as const),
    [t('lookUp.ignored'), ignored.join(', ')] as const,
  ].filter(([, value]) => value !== '');
}

function Parts({ answer }: { readonly answer: LookUpAnswer }) {
  const parts = partsOf(answer);
  return parts.length === 0 ? (
    <p className="text-muted">{t('lookUp.nothing')}</p>
  ) : (
    <FactList className="mt-1" facts={parts} />
  );
}

/** How a look-up went; what it answered can be opened. */
export function LookUpView(props: {
  readonly lookUp: LookUp;
  /** The answer is open from the start. */
  readonly open?: boolean;
}) {
  const { lookUp, open = false } = props;
  const summary = summaryOf(lookUp);
  if (lookUp.state !== 'answered') {
    return (
      <p
        role="status"
        className={`text-meta select-text ${lookUp.state === 'failed' ? 'text-warn' : 'text-muted'}`}
      >
        {summary}
      </p>
    );
  }
  return (
    <details className="text-meta" open={open}>
      <summary className="text-muted">{summary}</summary>
      <div className="max-h-40 overflow-y-auto" tabIndex={0} role="group" aria-label={summary}>
        <Parts answer={lookUp.answer} />
      </div>
    </details>
  );
}
