/** The window has no text that it cannot show. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '#window/i18n/en/en';

/** Keys that the source makes at run time; `*` is the part that it puts in. */
const COMPUTED = [
  'alertRules.amount.*',
  'alertRules.changed.*',
  'alertRules.changed.*.*',
  'alertRules.field.*',
  'alertRules.of.*',
  'alertRules.page.*',
  'alertRules.severity.*',
  'alertRules.signal.*.about',
  'alertRules.signal.*.name',
  'alertRules.unit.*',
  'alerts.sound.try.*',
  'alertRules.trouble.*',
  'audit.action.*',
  'audit.actor.*',
  'audit.column.*',
  'audit.failed.*',
  'audit.filter.*',
  'audit.param.*',
  'audition.state.*',
  'audition.words.*',
  'banner.*.*',
  'call.badge.*',
  'callerEar.heard.*',
  'callerEar.remedy.*',
  'callerEar.trouble.*',
  'listening.side.*',
  'call.severity.*',
  'call.speaking.*',
  'call.speakingSpoken.*',
  'call.state.*',
  'composer.*',
  'composer.field.*',
  'composer.hint.*',
  'commands.did.*',
  'commands.group.*',
  'commands.key.*',
  'composer.placeholder.*',
  'composer.send.*',
  'consultation.*',
  'controls.*',
  'controls.bargeInHint.*',
  'controls.bargeInMode.*',
  'controls.group.*',
  'detail.disclosure.*',
  'detail.link.*',
  'detail.transport.*',
  'transcript.tool.state.*',
  'empty.*.body',
  'empty.*.title',
  'exports.as.*',
  'exports.excerpt.*',
  'headset.elsewhere.*',
  'headset.leaveElsewhere.*',
  'headset.problem.*',
  'history.act.*',
  'history.alert.*',
  'history.column.*',
  'history.direction.*',
  'history.exportAs.*',
  'history.filter.*',
  'history.range.*',
  'history.state.*',
  'history.stretch.*',
  'inspector.tab.*',
  'list.column.*',
  'list.filter.*',
  'list.filter.attentionIs.*',
  'list.filter.operatorIs.*',
  'list.filter.quietIs.*',
  'list.filter.stateIs.*',
  'list.sortBy.*',
  'logs.least.*',
  'logs.level.*',
  'messages.column.*',
  'messages.filter.*',
  'messages.none.*',
  'nav.*',
  'operators.roleName.*',
  'operators.roles.*',
  'palette.group.*',
  'profiles.approval.*',
  'inspector.tab.*',
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
  'quit.*.title',
  'quit.*.yes',
  'rehearsal.end.*',
  'rehearsal.found.*',
  'rehearsal.mark.*',
  'rehearsal.never.*',
  'rehearsal.outcome.*',
  'rehearsal.speaker.*',
  'scan.command.*',
  'settings.source.*',
  'shortcuts.profiles.*',
  'settings.state.*',
  'setup.*.body',
  'setup.*.title',
  'setup.call.*',
  'statistics.by.*',
  'statistics.figure.*',
  'statistics.figureHint.*',
  'statistics.filter.*',
  'statistics.range.*',
  'status.part.*',
  'versions.field.*',
  'testCall.problem.*',
  'status.state.*',
  'store.*',
  'theme.*',
  'transcript.*',
  'unheard.why.*',
  'voice.sounds.*',
];

/** What is put in where the keys beside it are written out. */
const PUT_IN: Readonly<Record<string, readonly string[]>> = {
  'alertRules.changed.*': ['warnAt', 'dangerAt', 'coolDown', 'heardAgain'],
  // An action names its part of the program: `history.export`.
  'audit.action.*': [String.raw`\w+\.\w+`],
  'composer.*': ['say', 'whisper'],
  'consultation.*': ['ringing', 'talking', 'joining'],
  'commands.did.*': [
    'hold',
    'resume',
    ...['muteCaller', 'muteAgent', 'pauseAgent'].flatMap((kind) => [`${kind}.on`, `${kind}.off`]),
  ],
  'controls.*': [
    'muteCaller',
    'muteAgent',
    'pauseAgent',
    'transfer',
    'instruction',
    'keypad',
    'bargeIn',
  ],
  'nav.*': ['live', 'history', 'messages', 'statistics', 'audit', 'profiles'],
  'quit.*': ['fallback', 'hangup'],
  'store.*': ['degraded', 'replaced', 'off'],
  'theme.*': ['system', 'light', 'dark'],
  'transcript.*': ['caller', 'agent', 'supervisor', 'system'],
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
const keys = new Set(keysOf(en).map((key) => key.replace(/_(zero|one|other)$/, '')));

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
