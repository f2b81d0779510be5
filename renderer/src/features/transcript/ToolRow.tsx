import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { isOver, type ToolState, type ToolUse } from '#model/toolUse';
import type { Turn } from '#model/transcript';
import { formatLatency } from '../../format/format';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/buttons/Button';
import { Shape, type ShapeProps } from '../../ui/signs/Shape';
import { useNow } from '../../ui/signs/useNow';
import type { CallHit } from './callSearch';
import type { Words } from './markedWords';
import { argumentsOf, resultOf } from './turnParts';
import { TurnTime } from './TurnTime';

/** A longer text is shown as a whole only when somebody asks for it, characters. */
const SHORT_CHARS = 600;

const LOOKS: Readonly<Record<ToolState, ShapeProps>> = {
  waiting: { name: 'fullTriangle', className: 'text-warn' },
  running: { name: 'dashedRing', className: 'text-agent' },
  done: { name: 'square', className: 'text-agent' },
  failed: { name: 'cross', className: 'text-warn' },
  cancelled: { name: 'thinRing', className: 'text-faint' },
};

/** How long a call of a tool took, or goes on already. */
function Took({ use, sinceMs }: { readonly use: ToolUse; readonly sinceMs: number }) {
  return isOver(use) ? (
    use.tookMs !== null && formatLatency(use.tookMs)
  ) : (
    <GoesOn sinceMs={sinceMs} />
  );
}

/** @param sinceMs Epoch ms. */
function GoesOn({ sinceMs }: { readonly sinceMs: number }) {
  const now = useNow('fast');
  return <span aria-hidden="true">{formatLatency(Math.max(0, now - sinceMs))}</span>;
}

/** A text of a tool; a long one is cut until somebody asks for all of it. */
function ToolText(props: {
  readonly title: string;
  readonly text: string;
  readonly part: 'args' | 'result';
  readonly words: Words;
  readonly whole: boolean;
  readonly onWhole: () => void;
}) {
  const { title, text, part, words, whole, onWhole } = props;
  const cut = !whole && text.length > SHORT_CHARS;
  return (
    <>
      <dt className="text-meta text-muted">{title}</dt>
      <dd>
        <pre className="tool-text" dir="auto">
          {words(cut ? text.slice(0, SHORT_CHARS) : text, 0, part)}
          {cut && '…'}
        </pre>
        {cut && (
          <Button size="small" variant="quiet" onClick={onWhole}>
            {t('transcript.tool.showAll', { count: text.length })}
          </Button>
        )}
      </dd>
    </>
  );
}

/** Keeps a row open that was opened by hand, or in which the search stands. */
function useOpened(sought: boolean) {
  const [opened, setOpened] = useState<'no' | 'short' | 'whole'>('no');
  const [wasSought, setWasSought] = useState(sought);
  if (sought !== wasSought) {
    setWasSought(sought);
    if (sought) {
      setOpened('whole');
    }
  }
  return [opened, setOpened] as const;
}

/** A call of a tool by the AI, which opens to show what was asked and what it brought. */
export function ToolRow(props: {
  readonly turn: Turn;
  readonly use: ToolUse;
  readonly words: Words;
  /** Where the search stands in it. */
  readonly hit: CallHit | null;
  /** Epoch ms at which the call reached Cordboard. */
  readonly callStartedAt: number;
}) {
  const { turn, use, words, hit, callStartedAt } = props;
  const [opened, setOpened] = useOpened(hit !== null && hit.part !== 'name');
  const detailId = useId();
  const isOpen = opened !== 'no';
  const result = resultOf(use);
  const texts = {
    words,
    whole: opened === 'whole',
    onWhole: () => {
      setOpened('whole');
    },
  };
  return (
    <div className="turn" data-turn={turn.id} data-speaker="tool" data-status={turn.status}>
      <TurnTime turn={turn} />
      <span className="rounded-full bg-line" />
      <div className="min-w-0">
        <button
          type="button"
          className="tool-head"
          aria-expanded={isOpen}
          aria-controls={detailId}
          onClick={() => {
            setOpened(isOpen ? 'no' : 'short');
          }}
        >
          <ChevronRight size={14} className="tool-turner" aria-hidden="true" />
          <span className="sr-only">{t('transcript.tool.label')}</span>
          <span className="truncate font-mono">{words(use.name, 0, 'name')}</span>
          <Shape {...LOOKS[use.state]} />
          <span className="shrink-0 text-muted">{t(`transcript.tool.state.${use.state}`)}</span>
          <span className="shrink-0 font-mono text-muted tabular-nums">
            <Took use={use} sinceMs={callStartedAt + turn.startMs} />
          </span>
        </button>
        {isOpen && (
          <dl id={detailId} className="tool-detail">
            <ToolText
              title={t('transcript.tool.args')}
              text={argumentsOf(turn, use)}
              part="args"
              {...texts}
            />
            {result !== '' && (
              <ToolText
                title={t(use.state === 'failed' ? 'transcript.tool.why' : 'transcript.tool.result')}
                text={result}
                part="result"
                {...texts}
              />
            )}
          </dl>
        )}
      </div>
    </div>
  );
}
