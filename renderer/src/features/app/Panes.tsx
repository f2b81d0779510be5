import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { t } from '../../i18n/i18n';

const STORAGE_KEY = 'listWidth';
const MIN_WIDTH = 320;
const MAX_WIDTH = 720;
const DEFAULT_WIDTH = 512;
const STEP = 16;

const clamp = (width: number): number => Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width));

function savedWidth(): number {
  const saved = Number(localStorage.getItem(STORAGE_KEY));
  return Number.isFinite(saved) && saved > 0 ? clamp(saved) : DEFAULT_WIDTH;
}

/**
 * The list and the detail side by side, with a splitter that can be dragged or moved with the arrow
 * keys.
 */
export function Panes({ list, detail }: { readonly list: ReactNode; readonly detail: ReactNode }) {
  const [width, setWidth] = useState(savedWidth);
  const [dragging, setDragging] = useState(false);
  const boxRef = useRef<HTMLElement>(null);

  const resize = (wanted: number): void => {
    const next = clamp(Math.round(wanted));
    localStorage.setItem(STORAGE_KEY, String(next));
    setWidth(next);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragging(true);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (dragging) {
      resize(event.clientX - (boxRef.current?.getBoundingClientRect().left ?? 0));
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      resize(width + (event.key === 'ArrowLeft' ? -STEP : STEP));
    }
  };
  return (
    <main
      ref={boxRef}
      className="panes"
      style={{
        gridTemplateColumns: `minmax(${MIN_WIDTH}px, min(${width}px, 40vw)) 1px minmax(0, 1fr)`,
      }}
    >
      {list}
      <div
        role="separator"
        className="splitter"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t('list.resize')}
        aria-valuenow={width}
        aria-valuemin={MIN_WIDTH}
        aria-valuemax={MAX_WIDTH}
        data-dragging={dragging}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => {
          setDragging(false);
        }}
        onDoubleClick={() => {
          resize(DEFAULT_WIDTH);
        }}
        onKeyDown={onKeyDown}
      />
      {detail}
    </main>
  );
}
