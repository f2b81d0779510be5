import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import type { CallRecord, CallRecording } from '#model/history';
import { formatCallTime, formatDuration } from '#window/format/format';
import { t } from '#window/i18n/i18n';
import { useRoleReason } from '#window/state/stationStore';
import { Select } from '#window/ui/fields/Select.tsx';
import { Cursor, MarkLane, Stretches } from './MarkLane';
import { type Mark, stretchesOf } from './marks';
import { PlayerControls } from './PlayerControls';
import {
  arrived,
  attach,
  ended,
  failed,
  loaded,
  move,
  openCall,
  playing,
  seek,
  usePlayerStore,
} from './playerStore';
import { type Span, spanOf } from './timeline';
import { Waveform } from './Waveform';

/** How far an arrow key goes, ms. */
export const STEP_MS = 5_000;

/** Where the main process serves the recordings of a call; see electron/recordingPlayer.ts. */
function recordingUrl(callId: string, index: number): string {
  return `console://app/recordings/${encodeURIComponent(callId)}/${index}`;
}

/**
 * The element that plays, for who may hear recordings. It has no controls of its own: their menu
 * would save the file past the audit. It reads nothing before it plays: whoever only opens a call
 * has not heard it, and the audit must not say so.
 */
function Sound(props: { readonly callId: string; readonly part: CallRecording }) {
  const ref = useRef<HTMLAudioElement>(null);
  const mayHear = useRoleReason('recording.read') === '';
  const { index, peaks } = usePlayerStore();
  const { path } = props.part;
  useEffect(() => (ref.current === null ? undefined : attach(ref.current, path)), [path, mayHear]);
  return (
    <>
      {mayHear && (
        <audio
          ref={ref}
          preload="none"
          src={recordingUrl(props.callId, index)}
          onLoadedMetadata={loaded}
          onTimeUpdate={(event) => {
            arrived(event.currentTarget.currentTime);
          }}
          onPlay={() => {
            playing(true);
          }}
          onPause={() => {
            playing(false);
          }}
          onEnded={ended}
          onError={failed}
        />
      )}
      {peaks !== null && <Waveform media={ref} peaks={peaks} durationMs={props.part.durationMs} />}
    </>
  );
}

const KEY_STEPS: Readonly<Record<string, number>> = {
  ...{ ArrowLeft: -STEP_MS, ArrowDown: -STEP_MS, ArrowRight: STEP_MS, ArrowUp: STEP_MS },
  ...{ PageDown: -6 * STEP_MS, PageUp: 6 * STEP_MS },
};

/** The wave as a slider: pointer and arrow keys move the place in the recording. */
function Axis(props: { readonly record: CallRecord; readonly part: CallRecording }) {
  const { record, part } = props;
  const { atMs, silences } = usePlayerStore();
  const axis = useMemo(() => spanOf(part), [part]);
  const stretches = useMemo(
    () => [
      ...silences.map((silence) => ({ ...silence, kind: 'silence' as const })),
      ...stretchesOf(record.events, axis.toMs),
    ],
    [silences, record.events, axis],
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = KEY_STEPS[event.key];
    const place = event.key === 'Home' ? axis.fromMs : event.key === 'End' ? axis.toMs : null;
    if (step === undefined && place === null) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (place === null) {
      move(step ?? 0);
    } else {
      seek(place);
    }
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className="wave-axis"
      aria-label={t('history.player.label', { length: formatDuration(part.durationMs) })}
      aria-valuemin={0}
      aria-valuemax={Math.round(part.durationMs)}
      aria-valuenow={Math.round(Math.max(0, atMs - axis.fromMs))}
      aria-valuetext={formatCallTime(atMs)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        seek(momentAt(event, axis));
      }}
    >
      <Stretches axis={axis} stretches={stretches} />
      <Sound key={part.path} callId={record.call.id} part={part} />
      <Cursor axis={axis} atMs={atMs} />
    </div>
  );
}

function momentAt({ clientX, currentTarget }: PointerEvent, { fromMs, toMs }: Span): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  return fromMs + ((clientX - left) / Math.max(1, width)) * (toMs - fromMs);
}

function PartChoice({ parts }: { readonly parts: readonly CallRecording[] }) {
  const index = usePlayerStore((state) => state.index);
  return (
    <Select
      className="w-auto"
      aria-label={t('history.player.part')}
      value={String(index)}
      choices={parts.map((part, at) => ({
        value: String(at),
        text: t('history.player.partFrom', {
          number: at + 1,
          from: formatCallTime(spanOf(part).fromMs),
        }),
      }))}
      onChange={(value) => {
        const part = parts[Number(value)];
        if (part !== undefined) {
          seek(spanOf(part).fromMs);
        }
      }}
    />
  );
}

/** Plays what was recorded: the caller above and left, what the caller heard below and right. */
export function RecordingPlayer(props: {
  readonly record: CallRecord;
  readonly marks: readonly Mark[];
}) {
  const { record, marks } = props;
  const { call, recordings } = record;
  const player = usePlayerStore();
  useEffect(() => {
    openCall(call.id, recordings);
  }, [call.id, recordings]);
  if (recordings.length === 0) {
    return (
      <p className="border-t border-line px-5 py-2 text-meta text-muted">
        {t('history.player.none')}
      </p>
    );
  }
  const part = player.callId === call.id ? player.parts[player.index] : recordings[0];
  if (part === undefined) {
    return null;
  }
  if (player.state === 'failed' && player.callId === call.id) {
    return (
      <p role="alert" className="border-t border-line px-5 py-2 text-muted">
        {t('history.player.failed')}
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-1 border-t border-line bg-panel px-5 py-2">
      <Axis record={record} part={part} />
      <MarkLane axis={spanOf(part)} marks={marks} />
      <div className="flex flex-wrap items-center gap-3">
        <PlayerControls marks={marks} />
        {recordings.length > 1 && <PartChoice parts={recordings} />}
      </div>
      <p className="text-meta text-faint">
        {t(part.startMs === null ? 'history.player.unaligned' : 'history.player.sides')}
      </p>
    </div>
  );
}
