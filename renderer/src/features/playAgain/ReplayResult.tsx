import type { CallId } from '#model/call';
import type { CallRecord } from '#model/history';
import type { Replay } from '#model/replay';
import {
  compareReplay,
  type ReplayComparison,
  type ReplayRow,
  type ReplaySide,
} from '#model/replayComparison';
import { formatCount, formatDollars, formatLatency } from '../../format/format';
import { spokenDiff } from '../../format/wordDiff';
import { t } from '../../i18n/i18n';
import { ReplayFacts } from './ReplayFacts';

/** What is only on one side is marked by a line and said, not by colour alone. */
function DiffWords({ row }: { readonly row: ReplayRow }) {
  const { original, replayed } = row;
  if (replayed.words === '') {
    return <p className="text-muted">{t('playAgain.nothing')}</p>;
  }
  return (
    <p>
      {spokenDiff(original.words, replayed.words).map(({ kind, text }, at) => {
        const key = `${String(at)} ${kind}`;
        switch (kind) {
          case 'same':
            return <span key={key}>{`${text} `}</span>;
          case 'added':
            return (
              <ins key={key} className="text-accent" title={t('playAgain.added')}>
                {`${text} `}
              </ins>
            );
          case 'removed':
            return (
              <del key={key} className="text-muted" title={t('playAgain.removed')}>
                {`${text} `}
              </del>
            );
        }
      })}
    </p>
  );
}

function SideFacts({ side }: { readonly side: ReplaySide }) {
  const { firstAudioMs, tools, cuts } = side;
  const facts = [
    firstAudioMs === null ? '' : t('playAgain.firstAudio', { ms: formatLatency(firstAudioMs) }),
    tools.length === 0 ? '' : t('playAgain.tools', { names: tools.join(', ') }),
    cuts === 0 ? '' : t('playAgain.cuts', { count: cuts }),
  ].filter((fact) => fact !== '');
  return <p className="text-meta text-muted">{facts.join(' · ')}</p>;
}

function Totals({
  comparison,
  costUsd,
}: {
  readonly comparison: ReplayComparison;
  readonly costUsd: number;
}) {
  const { original, replayed } = comparison;
  const rows = [
    [t('playAgain.words'), formatCount(original.words), formatCount(replayed.words)],
    [
      t('playAgain.medianFirstAudio'),
      formatLatency(original.medianFirstAudioMs),
      formatLatency(replayed.medianFirstAudioMs),
    ],
    [t('playAgain.toolCalls'), formatCount(original.tools), formatCount(replayed.tools)],
    [t('playAgain.allCuts'), formatCount(original.cuts), formatCount(replayed.cuts)],
    [t('playAgain.costs'), '', formatDollars(costUsd)],
  ] as const;
  return (
    <table className="w-full text-left">
      <caption className="text-left font-medium">{t('playAgain.totals')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('playAgain.original')}</th>
          <th scope="col">{t('playAgain.replayed')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, before, after]) => (
          <tr key={name}>
            <th scope="row" className="font-normal text-muted">
              {name}
            </th>
            <td className="tabular-nums">{before}</td>
            <td className="tabular-nums">{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A replay beside the original: what it was made with, words, times, tools and cuts. */
export function ReplayResult(props: {
  readonly record: CallRecord;
  readonly replay: Replay;
  readonly onOpenCall: (callId: CallId) => void;
}) {
  const { record, replay } = props;
  const comparison = compareReplay(record, replay);
  return (
    <div
      className="flex max-h-[60vh] flex-col gap-4 overflow-y-auto"
      // A scrolling region must be reachable by keyboard.
      tabIndex={0}
      role="region"
      aria-label={t('playAgain.replayed')}
    >
      <ReplayFacts replay={replay} onOpenCall={props.onOpenCall} />
      {comparison.rows.map((row, at) => (
        <section key={at} className="flex flex-col gap-1">
          <h3 className="text-meta font-medium text-caller">
            {row.caller === '' ? t('playAgain.opening') : t('playAgain.caller')}
          </h3>
          {row.caller !== '' && <p dir="auto">{row.caller}</p>}
          <div className="grid grid-cols-2 gap-4">
            <div dir="auto">
              <h4 className="text-meta text-muted">{t('playAgain.original')}</h4>
              <p>{row.original.words === '' ? t('playAgain.nothing') : row.original.words}</p>
              <SideFacts side={row.original} />
            </div>
            <div dir="auto">
              <h4 className="text-meta text-muted">{t('playAgain.replayed')}</h4>
              <DiffWords row={row} />
              <SideFacts side={row.replayed} />
            </div>
          </div>
        </section>
      ))}
      <Totals comparison={comparison} costUsd={replay.costUsd} />
    </div>
  );
}
