import { useMemo } from 'react';
import type { Profile } from '#model/profile';
import { t } from '../../i18n/i18n';
import { Placeholder } from '../../ui/messages/Placeholder';
import { changesBetween, type FieldChange } from './profileDiff';
import { aroundChanges, diffTexts } from './textDiff';

/** Longer texts, and those of several lines, are shown once, with what changed inside of them. */
const SHORT_CHARS = 60;

function isLong({ before, after }: FieldChange): boolean {
  const isText = (text: string): boolean => text.length > SHORT_CHARS || text.includes('\n');
  return before !== '' && after !== '' && (isText(before) || isText(after));
}

/** A text with its changes; they are said as well as shown. */
function TextChange({ before, after }: FieldChange) {
  const parts = useMemo(() => aroundChanges(diffTexts(before, after)), [before, after]);
  return (
    <p className="version-diff" dir="auto">
      {parts.map(({ kind, text }, index) => {
        switch (kind) {
          case 'same':
            return <span key={index}>{text}</span>;
          case 'added':
            return (
              <ins key={index}>
                <span className="sr-only">{t('versions.added')} </span>
                {text}
              </ins>
            );
          case 'removed':
            return (
              <del key={index}>
                <span className="sr-only">{t('versions.removed')} </span>
                {text}
              </del>
            );
        }
      })}
    </p>
  );
}

function ValueChange({ before, after }: FieldChange) {
  return (
    <dl className="version-diff grid grid-cols-[max-content_1fr] gap-x-3">
      <dt className="text-muted">{t('versions.was')}</dt>
      <dd dir="auto">{before === '' ? t('versions.nothing') : <del>{before}</del>}</dd>
      <dt className="text-muted">{t('versions.is')}</dt>
      <dd dir="auto">{after === '' ? t('versions.nothing') : <ins>{after}</ins>}</dd>
    </dl>
  );
}

/** The fields that are different, each with what was and what is. */
export function ChangeList(props: { readonly before: Profile; readonly after: Profile }) {
  const { before, after } = props;
  const changes = useMemo(() => changesBetween(before, after), [before, after]);
  if (changes.length === 0) {
    return <Placeholder className="flex-1">{t('versions.same')}</Placeholder>;
  }
  const count = t('versions.changes', { count: changes.length });
  return (
    <section
      className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto select-text"
      aria-label={count}
      tabIndex={0}
    >
      <p className="text-muted" role="status">
        {count}
      </p>
      {changes.map((change) => (
        <div key={change.path}>
          <h3 className="font-semibold" dir="auto">
            {change.label}
          </h3>
          {isLong(change) ? <TextChange {...change} /> : <ValueChange {...change} />}
        </div>
      ))}
    </section>
  );
}
