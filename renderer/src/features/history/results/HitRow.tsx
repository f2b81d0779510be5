import { AudioLines, PhoneOutgoing } from 'lucide-react';
import { isolated } from '#model/direction';
import type { HistoryHit, RecordedCall } from '#model/history';
import {
  formatDateTime,
  formatDay,
  formatDuration,
  formatNumber,
  spokenDuration,
} from '#window/format/format';
import { t } from '#window/i18n/i18n';
import { memoInLanguage } from '#window/i18n/memoInLanguage.tsx';
import { Check } from '#window/ui/fields/Check.tsx';
import { type RowPlace, VirtualRow } from '#window/ui/rows/VirtualRow.tsx';
import { Badge } from '#window/ui/signs/Badge.tsx';
import { useNow } from '#window/ui/signs/useNow';
import { openRecord } from '../historyStore';
import { lengthOf, outcomeText, profileText } from '../recordView';
import { excerptParts } from './excerptParts';
import { toggleSelected, useSelectionStore } from './selectionStore';

function Excerpt({ excerpt }: { readonly excerpt: NonNullable<HistoryHit['excerpt']> }) {
  return (
    <>
      {excerptParts(excerpt).map(({ text, marked }, index) =>
        marked ? (
          <mark key={index} className="hit-mark">
            {text}
          </mark>
        ) : (
          <span key={index}>{text}</span>
        ),
      )}
    </>
  );
}

function rowLabel({ call, excerpt }: HistoryHit): string {
  const length = lengthOf(call);
  return [
    formatNumber(call.callerNumber),
    call.callerName,
    profileText(call),
    call.direction === 'outbound' ? t('history.direction.outbound') : '',
    formatDateTime(call.startedAt),
    length === null ? '' : spokenDuration(length),
    outcomeText(call),
    call.recorded ? t('history.recorded') : '',
    call.outcome ?? '',
    call.tags.length > 0 ? t('history.tagged', { tags: call.tags.join(', ') }) : '',
    excerpt?.text ?? '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function OutcomeCell({ call }: { readonly call: RecordedCall }) {
  const { direction, recorded, state, outcome, tags } = call;
  return (
    <div role="gridcell" className="hit-outcome">
      <span>
        {direction === 'outbound' && (
          <PhoneOutgoing
            size={13}
            className="shrink-0 text-muted"
            aria-label={t('history.direction.outbound')}
          />
        )}
        {recorded && (
          <AudioLines
            size={13}
            className="shrink-0 text-muted"
            aria-label={t('history.recorded')}
          />
        )}
        <span className={`truncate ${state === 'interrupted' ? 'text-warn' : 'text-muted'}`}>
          {outcomeText(call)}
        </span>
      </span>
      {(outcome !== null || tags.length > 0) && (
        <span>
          {outcome !== null && (
            <Badge className="min-w-0 truncate" title={outcome}>
              {outcome}
            </Badge>
          )}
          {tags.length > 0 && (
            <Badge className="shrink-0" title={tags.join(', ')}>
              {tags.length === 1 ? tags[0] : t('history.tagCount', { count: tags.length })}
            </Badge>
          )}
        </span>
      )}
    </div>
  );
}

/** One call that was found. */
export const HitRow = memoInLanguage(function HitRow({
  hit,
  ...place
}: RowPlace & { readonly hit: HistoryHit }) {
  const { call, excerpt } = hit;
  const length = lengthOf(call);
  const who = [isolated(call.callerName), profileText(call)]
    .filter((part) => part !== '')
    .join(' · ');
  const now = useNow('slow');
  const isChosen = useSelectionStore(({ ids }) => ids.has(call.id));
  return (
    <VirtualRow
      {...place}
      className="hit-row"
      label={[isChosen ? t('history.selection.chosen') : '', rowLabel(hit)]
        .filter((part) => part !== '')
        .join(', ')}
      data-call-id={call.id}
      onClick={() => void openRecord(call.id)}
      onKeyDown={(event) => {
        if (event.key === ' ') {
          event.preventDefault();
          toggleSelected(call.id);
        }
      }}
    >
      <div role="presentation" className="hit-columns">
        <div role="gridcell" className="hit-choice">
          <Check
            checked={isChosen}
            // The row has the focus and the key: one stop for Tab.
            tabIndex={-1}
            aria-label={t('history.selection.choose')}
            onClick={(event) => {
              event.stopPropagation();
            }}
            onChange={() => {
              toggleSelected(call.id);
            }}
          />
        </div>
        <div role="gridcell" className="truncate text-meta text-muted tabular-nums">
          {formatDay(call.startedAt, now)}
        </div>
        <div role="gridcell" className="min-w-0 tabular-nums">
          <div className="truncate leading-4 font-medium">{formatNumber(call.callerNumber)}</div>
          {who !== '' && (
            <div className="truncate text-[11px] leading-[14px] text-muted">{who}</div>
          )}
        </div>
        <div role="gridcell" className="text-right font-mono text-meta tabular-nums">
          {length === null ? '–' : formatDuration(length)}
        </div>
        <OutcomeCell call={call} />
      </div>
      <div role="gridcell" className="hit-excerpt" dir="auto">
        {excerpt !== null && <Excerpt excerpt={excerpt} />}
      </div>
    </VirtualRow>
  );
});
