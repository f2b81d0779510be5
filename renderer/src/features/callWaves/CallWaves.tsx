import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { CallId } from '#model/call';
import { formatCallTime } from '../../format/format';
import { t } from '../../i18n/i18n';
import type { HeardSince } from '../../waves/earLane';
import { AxisControls } from './AxisControls';
import { scrollTo, useAxisView } from './axisView';
import { useCallTimeline, useMarks, useTimelineStore } from './callTimeline';
import { createHeard } from './heard';
import { LAYOUT, LAYOUT_HEIGHT, runWaves } from './runWaves';
import type { TimelineMark } from './timelineMarks';

/** How near the pointer must come to a mark, CSS pixels. */
const NEAR = 8;

/** The time under the pointer, the mark that is there, and what the caller heard then, in words. */
type Pointed = {
  readonly callId: CallId;
  /** CSS pixels. */
  readonly x: number;
  readonly atMs: number;
  readonly mark: TimelineMark | null;
  readonly heard: string;
};

function heardWords(heard: readonly HeardSince[], atMs: number): string {
  const stretch = heard.findLast(({ fromMs }) => fromMs <= atMs);
  return stretch === undefined
    ? ''
    : t('callerEar.now', { what: t(`callerEar.heard.${stretch.what}`) });
}

function pointedAt(
  callId: CallId,
  x: number,
  width: number,
  marks: readonly TimelineMark[],
  heard: () => readonly HeardSince[],
): Pointed | null {
  const { spanMs, end } = useAxisView.getState();
  const levels = useTimelineStore.getState().timeline?.levels;
  if (levels === undefined || width === 0) {
    return null;
  }
  const pixelMs = spanMs / width;
  const atMs = (end === 'live' ? levels.endMs : end) - (width - x) * pixelMs;
  const near = marks.filter((mark) => Math.abs(mark.atMs - atMs) < NEAR * pixelMs);
  const [mark = null] = near.toSorted((a, b) => Math.abs(a.atMs - atMs) - Math.abs(b.atMs - atMs));
  return { callId, x, atMs, mark, heard: heardWords(heard(), atMs) };
}

/** Dragging moves through the call; resting on a place says its time and what happened there. */
function usePointing(
  callId: CallId,
  marks: readonly TimelineMark[],
  heard: () => readonly HeardSince[],
) {
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const dragged = useRef<{ readonly x: number; readonly endMs: number } | null>(null);
  const lengthMs = (): number => useTimelineStore.getState().timeline?.levels.endMs ?? 0;
  return {
    // The pointer may rest while another call is chosen by a key.
    pointed: pointed?.callId === callId ? pointed : null,
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      const { end } = useAxisView.getState();
      event.currentTarget.setPointerCapture(event.pointerId);
      dragged.current = { x: event.clientX, endMs: end === 'live' ? lengthMs() : end };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      const { left, width } = event.currentTarget.getBoundingClientRect();
      const from = dragged.current;
      if (from !== null) {
        const pixelMs = useAxisView.getState().spanMs / Math.max(1, width);
        scrollTo(from.endMs + (from.x - event.clientX) * pixelMs, lengthMs());
      }
      setPointed(pointedAt(callId, event.clientX - left, width, marks, heard));
    },
    onPointerUp: (): void => {
      dragged.current = null;
    },
    onPointerLeave: (): void => {
      setPointed(null);
    },
  };
}

function useWheel(ref: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const box = ref.current;
    const onWheel = (event: WheelEvent): void => {
      const moved = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
      const levels = useTimelineStore.getState().timeline?.levels;
      if (event.ctrlKey || levels === undefined || box === null) {
        return;
      }
      event.preventDefault();
      const { spanMs, end } = useAxisView.getState();
      const pixelMs = spanMs / Math.max(1, box.clientWidth);
      scrollTo((end === 'live' ? levels.endMs : end) + moved * pixelMs, levels.endMs);
    };
    box?.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      box?.removeEventListener('wheel', onWheel);
    };
  }, [ref]);
}

function PointedTime({ pointed }: { readonly pointed: Pointed }) {
  const { x, atMs, mark, heard } = pointed;
  return (
    <div className="waves-pointed" style={{ left: x }} aria-hidden="true">
      <span className="font-mono tabular-nums">{formatCallTime(mark?.atMs ?? atMs)}</span>
      {mark === null ? (
        heard !== '' && <span className="text-muted">{heard}</span>
      ) : (
        <span className="max-w-72 truncate">{mark.text()}</span>
      )}
    </div>
  );
}

/**
 * The call on one time axis: caller, AI, voice activity, what went down the line, and what
 * happened. It goes with the call, or shows a stretch from before.
 */
export function CallWaves({
  callId,
  meterId,
}: {
  readonly callId: CallId;
  readonly meterId: number;
}) {
  const boxRef = useRef<HTMLDivElement>(null);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const marks = useMarks(callId);
  const marksRef = useRef(marks);
  const heard = useMemo(() => createHeard(callId), [callId]);
  const { pointed, ...pointing } = usePointing(callId, marks, heard);
  useCallTimeline(callId, meterId);
  useWheel(boxRef);
  useEffect(() => {
    marksRef.current = marks;
  }, [marks]);
  useEffect(() => {
    const box = boxRef.current;
    const canvas = canvasRef.current;
    return box === null || canvas === null
      ? undefined
      : runWaves(box, canvas, () => marksRef.current, heard);
  }, [heard, meterId]);
  return (
    <section aria-label={t('waves.label')} className="waves">
      <div className="waves-labels" aria-hidden="true">
        <span className="text-caller" style={{ height: LAYOUT.caller.half * 2 }}>
          {t('waves.caller')}
        </span>
        <span className="text-agent" style={{ height: LAYOUT.agent.half * 2 }}>
          {t('waves.agent')}
        </span>
        <span className="text-faint">{t('waves.activity')}</span>
        <span className="text-faint">{t('waves.heard')}</span>
      </div>
      <div
        ref={boxRef}
        className="waves-box"
        style={{ height: LAYOUT_HEIGHT }}
        data-testid="call-wave-box"
        {...pointing}
      >
        <canvas ref={canvasRef} aria-hidden="true" data-testid="call-wave" />
        {pointed !== null && <PointedTime pointed={pointed} />}
      </div>
      <AxisControls callId={callId} />
    </section>
  );
}
