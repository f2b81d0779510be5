/** The German texts of the window say what the English ones say, with the same places. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { de } from '#window/i18n/de/de';
import { en } from '#window/i18n/en/en';

/** A file of texts, or a part of one. */
type Texts = { readonly [key: string]: string | Texts };

/**
 * Texts that are the same: places alone, names, and words that German has too. Only the last part
 * of a key is looked at where a word stands in many places.
 */
const SAME = new Set([
  ...['Cordboard', 'DEMO', 'Esc', 'Tab', 'Headset', 'RTP', 'AudioSocket', 'Asterisk', 'Gemini'],
  ...['Filter', 'Supervisor', 'Log', 'DEBUG', 'INFO', 'WARN', 'Live', 'Name', 'PIN', 'Text'],
  ...['Version', 'Electron', 'Hash', 'Status', 'Plugins', 'Webhooks', 'Wallboard', 'ari.conf'],
  ...['extensions.conf', 'Original', 'Num {{key}}', '{{name}} (API)', 'Version {{number}}'],
  ...['version {{value}}', 'p50 {{p50}} · p95 {{p95}}'],
]);

function flat(texts: Texts, prefix = ''): readonly (readonly [key: string, text: string])[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[prefix + key, text] as const] : flat(text, `${prefix}${key}.`),
  );
}

const ENGLISH = flat(en);
const GERMAN = new Map(flat(de));

const placesOf = (text: string): string =>
  [...new Set(text.match(/\{\{\w+\}\}/g))].toSorted().join();

/** Nothing but places and signs. */
const isBare = (text: string): boolean => !/\p{L}/u.test(text.replaceAll(/\{\{\w+\}\}/g, ''));

describe('the German texts of the window', () => {
  it('have the keys of the English ones, and no others', () => {
    expect([...GERMAN.keys()].toSorted()).toEqual(ENGLISH.map(([key]) => key).toSorted());
  });

  it('lie in files of the same names', () => {
    const names = (language: string) =>
      readdirSync(`renderer/src/i18n/${language}`).filter((name) => name.endsWith('.json'));
    expect(names('de')).toEqual(names('en'));
  });

  it('have the places of the English ones', () => {
    const other = ENGLISH.filter(
      ([key, text]) => placesOf(GERMAN.get(key) ?? '') !== placesOf(text),
    );
    expect(other.map(([key]) => key)).toEqual([]);
  });

  it('are others than the English ones, but for words that are the same', () => {
    const same = ENGLISH.filter(
      ([key, text]) => GERMAN.get(key) === text && !isBare(text) && !SAME.has(text),
    );
    expect(same.map(([key, text]) => `${key}: ${text}`)).toEqual([]);
  });

  it('are not empty, and have no blank too many', () => {
    const wrong = [...GERMAN].filter(([, text]) => text === '' || /\s\s|^\s|\s$/.test(text));
    expect(wrong).toEqual([]);
  });

  it('keep a number and its unit on one line', () => {
    const apart = /(\d|\}\}) (s|ms|kHz|%)(?![\p{L}\d])/u;
    expect([...GERMAN].filter(([, text]) => apart.test(text))).toEqual([]);
  });
});
