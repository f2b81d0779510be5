/** The window has no text that it cannot show. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '#window/i18n/en/en';

/** Keys that the source makes at run time; `*` is the part that it puts in. */
const COMPUTED = [
  'audit.column.*',
  'banner.*.*',
  'call.badge.*',
  'call.severity.*',
  'call.speaking.*',
  'call.speakingSpoken.*',
  'call.state.*',
  'composer.*',
  'composer.field.*',
  'composer.hint.*',
  'composer.placeholder.*',
  'consultation.*',
  'controls.*',
  'controls.bargeInHint.*',
  'controls.bargeInMode.*',
  'detail.disclosure.*',
  'detail.link.*',
  'detail.transport.*',
  'empty.*.body',
  'empty.*.title',
  'headset.problem.*',
  'history.column.*',
  'history.direction.*',
  'history.exportAs.*',
  'history.filter.*',
  'history.state.*',
  'list.column.*',
  'list.sortBy.*',
  'logs.least.*',
  'logs.level.*',
  'messages.column.*',
  'messages.filter.*',
  'messages.none.*',
  'nav.*',
  'profiles.approval.*',
  'profiles.field.*',
  'profiles.http.*',
  'profiles.keysHint.*',
  'profiles.lookUp.*',
  'profiles.rule.*',
  'profiles.summary.field.*',
  'profiles.summary.type.*',
  'profiles.target.*',
  'profiles.tool.*',
  'profiles.toolHint.*',
  'profiles.vad.*',
  'profiles.vadHint.*',
  'quit.*',
  'rehearsal.end.*',
  'rehearsal.found.*',
  'rehearsal.mark.*',
  'rehearsal.never.*',
  'rehearsal.speaker.*',
  'settings.source.*',
  'shortcuts.*',
  'shortcuts.group.*',
  'status.part.*',
  'versions.field.*',
  'testCall.problem.*',
  'status.state.*',
  'store.*',
  'theme.*',
  'transcript.*',
];

/** What is put in where the keys beside it are written out. */
const PUT_IN: Readonly<Record<string, readonly string[]>> = {
  'composer.*': ['say', 'whisper'],
  'consultation.*': ['ringing', 'talking', 'joining'],
  'controls.*': ['muteCaller', 'muteAgent', 'pauseAgent'],
  'nav.*': ['live', 'history', 'messages', 'audit', 'profiles'],
  'quit.*': ['fallback', 'hangup'],
  'store.*': ['degraded', 'replaced', 'off'],
  'theme.*': ['system', 'light', 'dark'],
  'transcript.*': ['caller', 'agent', 'system'],
};

/** A file of texts, or a part of one. */
type Texts = { readonly [key: string]: string | Texts };

function keysOf(texts: Texts, prefix = ''): readonly string[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [prefix + key] : keysOf(text, `${prefix}${key}.`),
  );
}

function sourceOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

const source = sourceOf('renderer/src');

/** Keys without the ending by which i18next chooses the plural. */
const keys = new Set(keysOf(en).map((key) => key.replace(/_(one|other)$/, '')));

function isMadeBy(pattern: string, key: string): boolean {
  const part = PUT_IN[pattern]?.join('|') ?? String.raw`[\w-]+`;
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', `(${part})`)}$`).test(key);
}

describe('the texts of the window', () => {
  it('are all used', () => {
    const unused = [...keys].filter(
      (key) => !source.includes(`'${key}'`) && !COMPUTED.some((pattern) => isMadeBy(pattern, key)),
    );
    expect(unused).toEqual([]);
  });

  it.each(COMPUTED)('%s is made somewhere, and has texts', (pattern) => {
    const template = pattern.replaceAll('.', '\\.').replaceAll('*', String.raw`\$\{[^}]+\}`);
    expect(source).toMatch(new RegExp(`\`${template}\``));
    expect([...keys].some((key) => isMadeBy(pattern, key))).toBe(true);
  });
});
