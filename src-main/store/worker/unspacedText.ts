/**
 * Text in scripts that put no blanks between words: Chinese, Japanese, Thai and others. The text
 * index takes a run without blanks as one word. So these turns have a second index, in which each
 * character is a word: then every part of a sentence is found as a phrase.
 */
import type { Database } from './driver';
import { numberOf, textOf } from './rows';

/** Between the characters of a text in the index; no stored text holds it. */
const GAP = '\u0001';

const UNSPACED =
  '[\\p{sc=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmr}\\p{sc=Mymr}]';
const HAS_UNSPACED = new RegExp(UNSPACED, 'u');
const BESIDE_UNSPACED = new RegExp(`(?<=${UNSPACED})(?=.)|(?<=.)(?=${UNSPACED})`, 'gsu');

/** Turns of one step: a search waits for it. */
const TURNS_PER_STEP = 1_000;

export function hasUnspaced(text: string): boolean {
  return HAS_UNSPACED.test(text);
}

/** The text as the index has it. Text of other scripts stays as it is. */
export function spread(text: string): string {
  return joined(text).replaceAll(BESIDE_UNSPACED, GAP);
}

/** The text before it was spread. */
export function joined(text: string): string {
  return text.replaceAll(GAP, '');
}

/** Puts the newest text of a complete turn into the index, if it belongs there. */
export function indexTurn(db: Database, id: number, text: string): void {
  unindexTurn(db, id);
  if (hasUnspaced(text)) {
    db.run(
      'INSERT INTO turns_unspaced (rowid, text) VALUES (CAST(? AS INTEGER), ?)',
      ...[id, spread(text)],
    );
  }
}

/** Takes a turn out of the index, if it is there. */
export function unindexTurn(db: Database, id: number): void {
  db.run('DELETE FROM turns_unspaced WHERE rowid = CAST(? AS INTEGER)', id);
}

/**
 * Puts some of the turns into the index that a version without it wrote, the newest first. Gives
 * whether there are more.
 */
export function indexOlderTurns(db: Database): boolean {
  const left = db.get('SELECT below FROM unspaced_left');
  if (left === undefined) {
    return false;
  }
  return db.transaction(() => {
    const turns = db.all(
      'SELECT id, status, text FROM turns WHERE id < ? ORDER BY id DESC LIMIT ?',
      ...[numberOf(left, 'below'), TURNS_PER_STEP],
    );
    for (const turn of turns.filter((row) => textOf(row, 'status') !== 'partial')) {
      indexTurn(db, numberOf(turn, 'id'), textOf(turn, 'text'));
    }
    const oldest = turns.at(TURNS_PER_STEP - 1);
    if (oldest === undefined) {
      db.run('DELETE FROM unspaced_left');
    } else {
      db.run('UPDATE unspaced_left SET below = ?', numberOf(oldest, 'id'));
    }
    return oldest !== undefined;
  });
}
