import { useRef, useState } from 'react';
import type { CallId } from '#model/call';
import type { Excerpt } from '#model/exports';
import type { CallRecording } from '#model/history';
import { formatCallTime } from '#window/format/format';
import { t } from '#window/i18n/i18n';
import { closeDialog } from '#window/state/uiStore';
import { FormDialog } from '#window/ui/dialogs/FormDialog.tsx';
import { TextField } from '#window/ui/fields/TextField.tsx';
import { usePlayerStore } from '../player/playerStore';
import { partAt, spanOf } from '../player/timeline';
import { parseCallTime } from './excerptTimes';
import { exportRecording } from './exportRequests';

/** CSS pixels. */
const WIDTH = 400;

/** The part that is offered first: from where the player stands to the end of its recording. */
function proposed(parts: readonly CallRecording[], atMs: number): { from: string; to: string } {
  const part = parts[partAt(parts, atMs)];
  const toMs = part === undefined ? atMs : spanOf(part).toMs;
  return { from: formatCallTime(atMs < toMs ? atMs : 0), to: formatCallTime(toMs) };
}

/** How much of a neighbouring recording is no wish for it: the fields leave out so much, ms. */
const ROUNDED_MS = 100;

/** The recording that a part is taken from. */
type Source = {
  readonly index: number;
  /** Where it ends, ms of the call, if the part reaches into the next one; else null. */
  readonly cutAtMs: number | null;
};

function sourceOf(parts: readonly CallRecording[], { fromMs, toMs }: Excerpt): Source {
  const index = partAt(parts, fromMs + ROUNDED_MS);
  const [part, next] = parts.slice(index, index + 2);
  if (part === undefined || next === undefined) {
    return { index, cutAtMs: null };
  }
  const endMs = spanOf(part).toMs;
  const isBeyond = toMs > Math.max(endMs, spanOf(next).fromMs) + ROUNDED_MS;
  return { index, cutAtMs: isBeyond ? endMs : null };
}

/** Why the part cannot be saved; empty when it can. Null: the times make no part. */
function whyNot(source: Source | null): string {
  if (source === null) {
    return t('exports.excerpt.wrong');
  }
  const { cutAtMs } = source;
  return cutAtMs === null ? '' : t('exports.excerpt.spans', { end: formatCallTime(cutAtMs) });
}

/** Asks which part of a recording is written to a file. */
export function ExcerptDialog({ callId }: { readonly callId: CallId }) {
  const { parts, atMs } = usePlayerStore.getState();
  const [times, setTimes] = useState(() => proposed(parts, atMs));
  const fromRef = useRef<HTMLInputElement>(null);
  const fromMs = parseCallTime(times.from);
  const toMs = parseCallTime(times.to);
  const excerpt = fromMs === null || toMs === null || fromMs >= toMs ? null : { fromMs, toMs };
  const source = excerpt === null ? null : sourceOf(parts, excerpt);
  const field = (name: 'from' | 'to') => ({
    label: t(`exports.excerpt.${name}`),
    value: times[name],
    maxLength: 12,
    className: 'font-mono',
    onChange: (typed: string) => {
      setTimes({ ...times, [name]: typed });
    },
  });
  return (
    <FormDialog
      title={t('exports.excerpt.title')}
      description={t('exports.excerpt.body')}
      width={WIDTH}
      initialFocus={fromRef}
      submitText={t('exports.excerpt.save')}
      canSubmit={source?.cutAtMs === null}
      pending={false}
      error={whyNot(source)}
      cancelText={t('exports.excerpt.cancel')}
      onSubmit={() => {
        closeDialog();
        void exportRecording(callId, source?.index ?? 0, excerpt);
      }}
      onClose={closeDialog}
    >
      <div className="grid grid-cols-2 gap-3">
        <TextField ref={fromRef} {...field('from')} />
        <TextField {...field('to')} />
      </div>
    </FormDialog>
  );
}
