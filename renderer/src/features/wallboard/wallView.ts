import type { CallState } from '#model/call';
import { isWithheld } from '#model/callerNumber';
import { needOf } from '#model/callNeed';
import type { Transcript } from '#model/transcript';
import { formatNumber } from '../../format/format';
import { t } from '../../i18n/i18n';
import type { ConsoleData } from '../../state/applyBatch';
import { callsByAttention } from '../../state/callOrder';
import { callSpan } from '../../state/callView';
import { needWords } from '../../state/needWords';

/** Digits of a number that passers-by may see. */
const SHOWN_DIGITS = 3;

/** Most characters of a last line: more is never in sight. */
const LINE_CHARS = 160;

/** A call as the wall shows it. */
export type WallTile = {
  readonly callId: string;
  readonly meterId: number;
  readonly who: string;
  readonly state: CallState;
  readonly severity: 'info' | 'warn' | 'danger' | null;
  /** Why it needs somebody, in words; empty when it does not. */
  readonly reason: string;
  readonly lastLine: string;
  /** Epoch ms; `to` is null while it runs. */
  readonly from: number;
  readonly to: number | null;
};

/** Everything on the wall at one moment. */
export type WallView = {
  readonly live: number;
  readonly waiting: number;
  readonly needs: number;
  /** By attention; those that are over come last. */
  readonly tiles: readonly WallTile[];
};

/** @param now Epoch ms. @param unmasked Whole numbers and names, for a wall nobody passes by. */
export function wallView(data: ConsoleData, now: number, unmasked: boolean): WallView {
  const { needs, others } = callsByAttention(data, now);
  const tiles = [...needs, ...others].flatMap((callId) => tileOf(data, callId, unmasked) ?? []);
  const waiting = tiles.filter(({ state }) => state === 'ringing').length;
  const ended = tiles.filter(({ state }) => state === 'ended').length;
  return { live: tiles.length - ended - waiting, waiting, needs: needs.length, tiles };
}

function tileOf(data: ConsoleData, callId: string, unmasked: boolean): WallTile | null {
  const call = data.byId[callId];
  if (call === undefined) {
    return null;
  }
  const need = needOf(call);
  const name = unmasked ? call.callerName : '';
  return {
    callId,
    meterId: call.meterId,
    who: name === '' ? numberOf(call.callerNumber, unmasked) : name,
    state: call.state,
    severity: need?.severity ?? null,
    reason: need === null ? '' : needWords(need),
    lastLine: lastLineOf(data.transcripts[callId]),
    ...callSpan(call),
  };
}

function numberOf(callerNumber: string, unmasked: boolean): string {
  return unmasked || isWithheld(callerNumber)
    ? formatNumber(callerNumber)
    : maskedNumber(callerNumber);
}

/** The end of a number, of which half at most is shown: an extension may be a whole number. */
export function maskedNumber(callerNumber: string): string {
  const digits = callerNumber.replaceAll(/\D/g, '');
  const shown = Math.min(SHOWN_DIGITS, Math.floor(digits.length / 2));
  return t('wallboard.masked', { end: digits.slice(digits.length - shown) });
}

function lastLineOf(turns: Transcript | undefined): string {
  const last = turns?.findLast(({ speaker, text }) => speaker !== 'system' && text !== '');
  return last?.text.slice(-LINE_CHARS) ?? '';
}

/** How the tiles are laid out: of one size, as large as all of them can be. */
export type WallLayout = {
  readonly columns: number;
  readonly rows: number;
  /** Least size of what a tile must tell, CSS pixels. */
  readonly textPx: number;
  /** A tile is one line: the calls are too many for more. */
  readonly dense: boolean;
};

/**
 * Width of the room in text sizes. On a screen of 55 inches a text is then 20 mm high, which is
 * read from 5 m: its capitals take 10 minutes of arc, twice what a healthy eye can tell apart.
 */
const WIDTH_IN_TEXT = 59;

/** In a small window, which nobody reads from afar, CSS pixels. */
const MIN_TEXT = 16;

/** Least size of a tile, in text sizes, and how much wider than high it is at least. */
type TileForm = { readonly width: number; readonly height: number; readonly aspect: number };

const ROOMY: TileForm = { width: 9.5, height: 5.4, aspect: 1.6 };
const DENSE: TileForm = { width: 9.5, height: 1.6, aspect: 5.8 };

/** The largest tiles of a form with which so many calls fit; the smallest where they do not. */
function fit(
  form: TileForm,
  textPx: number,
  count: number,
  { width, height }: { readonly width: number; readonly height: number },
): Pick<WallLayout, 'columns' | 'rows'> {
  const most = {
    columns: Math.max(1, Math.floor(width / (form.width * textPx))),
    rows: Math.max(1, Math.floor(height / (form.height * textPx))),
  };
  for (let columns = 1; columns <= most.columns; columns += 1) {
    const rowHeight = width / columns / form.aspect;
    const rows = Math.min(most.rows, Math.max(1, Math.floor(height / rowHeight)));
    if (columns * rows >= count) {
      return { columns, rows };
    }
  }
  return most;
}

/** Tiles with all there is to say where the calls have room for it, else of one line. */
export function layOut(count: number, width: number, height: number): WallLayout {
  const textPx = Math.max(MIN_TEXT, width / WIDTH_IN_TEXT);
  const roomy = fit(ROOMY, textPx, count, { width, height });
  return roomy.columns * roomy.rows >= count
    ? { ...roomy, textPx, dense: false }
    : { ...fit(DENSE, textPx, count, { width, height }), textPx, dense: true };
}
