import { useMemo } from 'react';
import type { DiffPart } from '../../format/tokenDiff';
import { wordDiff } from '../../format/wordDiff';
import { t } from '../../i18n/i18n';

/** Characters of what stays that are shown on each side of a change. */
const AROUND = 48;

/** What stays, without its middle where it is long. */
function shortened(text: string): string {
  return text.length <= 2 * AROUND
    ? text
    : `${text.slice(0, AROUND)} … ${text.slice(text.length - AROUND)}`;
}

function Piece({ kind, text }: DiffPart) {
  switch (kind) {
    case 'removed':
      return <del className="diff-removed">{text}</del>;
    case 'added':
      return <ins className="diff-added">{text}</ins>;
    case 'same':
      return <span className="text-muted">{shortened(text)}</span>;
  }
}

/** What an edited instruction changes in the one in force. */
export function InstructionChanges(props: { readonly before: string; readonly after: string }) {
  const { before, after } = props;
  const pieces = useMemo(() => wordDiff(before, after), [before, after]);
  return (
    <section className="flex flex-col gap-1" aria-label={t('instruction.changes')}>
      <h3 className="text-meta text-muted">{t('instruction.changes')}</h3>
      <p className="diff" dir="auto" tabIndex={0}>
        {before === after
          ? t('instruction.noChanges')
          : pieces.map((piece, index) => <Piece key={index} {...piece} />)}
      </p>
    </section>
  );
}
