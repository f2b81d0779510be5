import { useState } from 'react';
import type { LogLine } from '#model/log';
import { timeFormat } from '../../format/timeFormat';
import { t } from '../../i18n/i18n';
import { memoInLanguage } from '../../i18n/memoInLanguage';
import { Button } from '../../ui/buttons/Button';
import { useFollowEnd } from '../../ui/rows/useFollowEnd';
import { parseLine } from './parseLine';

/**
 * Lines drawn at first, and added at each request for older ones: drawing all 2,000 at once would
 * block the window.
 */
const PAGE = 300;

/** Time of day to the millisecond: lines are read against each other. */
const clock = timeFormat({
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});

const LEVEL_CLASS = {
  debug: 'text-faint',
  info: 'text-muted',
  warn: 'text-warn',
  error: 'text-danger font-semibold',
} as const;

const Row = memoInLanguage(function Row({ line: raw }: { readonly line: LogLine }) {
  const line = parseLine(raw);
  return (
    <li className="log-line" data-level={line.level}>
      <span className="text-faint">{line.at === null ? '' : clock().format(line.at)}</span>{' '}
      <span className={LEVEL_CLASS[line.level]}>{t(`logs.level.${line.level}`)}</span>{' '}
      <span>
        {line.message}
        {line.callId !== null && (
          <span className="text-accent"> {t('logs.ofCall', { call: line.callId })}</span>
        )}
        {line.fields !== '' && <span className="text-faint"> {line.fields}</span>}
      </span>
    </li>
  );
});

/** The lines. Follows the newest one until the reader scrolls up. */
export function LogRows(props: {
  readonly lines: readonly LogLine[];
  readonly following: boolean;
  readonly onFollow: (following: boolean) => void;
}) {
  const { lines, following, onFollow } = props;
  const [pages, setPages] = useState(1);
  const shown = lines.slice(-PAGE * pages);
  const { ref, onScroll } = useFollowEnd(lines, following, (atEnd) => {
    // Only the switch above the lines starts following again: a reader may also rest at the end.
    if (!atEnd) {
      onFollow(false);
    }
  });
  return (
    <div
      ref={ref}
      role="log"
      // A log that grows would keep a screen reader busy all the time.
      aria-live="off"
      aria-label={t('logs.lines')}
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto border-y border-line bg-bg px-5 py-2 outline-offset-[-2px]"
      onScroll={onScroll}
    >
      {shown.length < lines.length && (
        <Button
          size="small"
          className="mb-2"
          onClick={() => {
            onFollow(false);
            setPages(pages + 1);
          }}
        >
          {t('logs.older', { count: lines.length - shown.length })}
        </Button>
      )}
      <ol className="log-lines">
        {shown.map((line) => (
          <Row key={line.seq} line={line} />
        ))}
      </ol>
    </div>
  );
}
