import {
  Hand,
  type LucideIcon,
  MessageCircleQuestion,
  Scissors,
  TriangleAlert,
  Wrench,
} from 'lucide-react';
import { formatCallTime } from '#window/format/format';
import { t } from '#window/i18n/i18n';
import { memoInLanguage } from '#window/i18n/memoInLanguage.tsx';
import type { Mark, MarkKind, Stretch } from './marks';
import { seek } from './playerStore';
import type { Span } from './timeline';

const ICONS: Readonly<Record<MarkKind, LucideIcon>> = {
  alert: TriangleAlert,
  act: Hand,
  cut: Scissors,
  tool: Wrench,
  question: MessageCircleQuestion,
};

/** Place of a moment on the axis, percent. */
function placeOf(atMs: number, { fromMs, toMs }: Span): number {
  return (100 * (Math.min(toMs, Math.max(fromMs, atMs)) - fromMs)) / Math.max(1, toMs - fromMs);
}

/** Stretches behind the wave: silence, hold, paused recording. */
export const Stretches = memoInLanguage(function Stretches(props: {
  readonly axis: Span;
  readonly stretches: readonly (Span & { readonly kind: Stretch['kind'] | 'silence' })[];
}) {
  const { axis } = props;
  return props.stretches
    .filter(({ fromMs, toMs }) => toMs > axis.fromMs && fromMs < axis.toMs)
    .map(({ kind, fromMs, toMs }) => {
      const left = placeOf(fromMs, axis);
      return (
        <div
          key={`${kind} ${fromMs}`}
          className="wave-stretch"
          data-kind={kind}
          title={t(`history.stretch.${kind}`)}
          style={{ left: `${left}%`, width: `${placeOf(toMs, axis) - left}%` }}
        />
      );
    });
});

/**
 * The marks below the wave, for the pointer. By keyboard they are reached one after the other with
 * the buttons of the player, and the events stand in their list.
 */
export const MarkLane = memoInLanguage(function MarkLane(props: {
  readonly axis: Span;
  readonly marks: readonly Mark[];
}) {
  const { axis } = props;
  return (
    <div className="mark-lane" aria-hidden="true">
      {props.marks
        .filter(({ atMs }) => atMs >= axis.fromMs && atMs <= axis.toMs)
        .map(({ atMs, kind, text }, index) => {
          const Icon = ICONS[kind];
          return (
            <button
              key={index}
              type="button"
              tabIndex={-1}
              className="wave-mark"
              data-kind={kind}
              title={`${formatCallTime(atMs)} ${text()}`}
              style={{ left: `${placeOf(atMs, axis)}%` }}
              onClick={() => {
                seek(atMs);
              }}
            >
              <Icon size={12} />
            </button>
          );
        })}
    </div>
  );
});

/** The place where the recording is, over the wave. */
export function Cursor({ axis, atMs }: { readonly axis: Span; readonly atMs: number }) {
  return <div className="wave-cursor" style={{ left: `${placeOf(atMs, axis)}%` }} />;
}
