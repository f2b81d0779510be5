/** Documents generated from the table of settings, so that they always agree with it. */
import { wordsOf } from '#model/phrases/phrase';
import { groupNameOf, type SettingGroup, settingTextOf } from '#model/settingTexts/settingTexts';
import { definitionOf, SETTING_NAMES, type SettingName } from './definitions/definitions';

/** Settings that are not commented out in `.env.example`: the two that real calls need. */
const TO_FILL_IN: readonly SettingName[] = ['GOOGLE_API_KEY', 'ARI_PASSWORD'];

const WIDTH = 100;

export function renderEnvExample(): string {
  const lines = [
    '# Settings of Cordboard. Copy this file to .env and fill in the two lines that are not commented out.',
    '# Without both of them Cordboard starts in demo mode, with simulated callers.',
    '# The process environment wins over .env, .env wins over what is saved in the settings window,',
    '# and that wins over the defaults shown here. An empty value counts as not set.',
    '# A # after a blank begins a remark; a value with that in it needs quotes.',
    '# `npm start -- --check` shows the values in force and tests every connection.',
  ];
  for (const [group, names] of byGroup()) {
    lines.push('', `# ---- ${groupNameOf(group)} ----`);
    for (const name of names) {
      lines.push('', ...envLines(name));
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Content of `docs/settings.md`: a table for each group. */
export function renderSettingsMarkdown(): string {
  const groups = byGroup();
  const lines = [
    '# Settings',
    '',
    '<!-- Generated from the table of settings in src-main/config; do not edit. -->',
    '',
    'A setting has its value from the first of these that gives one: the environment of the process,',
    'the file `.env`, the settings window, the default. An empty value counts as not given.',
    '`npm start -- --check` shows every value in force and where it came from.',
    '',
    'The unit of a number stands beside its default. *At once* means that no restart is needed.',
    '',
    `Groups: ${groups.map(([group]) => link(groupNameOf(group))).join(', ')}.`,
  ];
  for (const [group, names] of groups) {
    lines.push(
      '',
      `## ${groupNameOf(group)}`,
      '',
      '| Setting | Name in the window | What it does | Default | Allowed | Takes effect |',
      '| --- | --- | --- | --- | --- | --- |',
      ...names.map(markdownRow),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** A link to a heading, with its anchor as Markdown viewers derive it. */
function link(heading: string): string {
  return `[${heading}](#${heading.toLowerCase().replaceAll(' ', '-')})`;
}

function envLines(name: SettingName): readonly string[] {
  const definition = definitionOf(name);
  const unit = definition.unit === null ? '' : ` Unit: ${wordsOf(definition.unit)}.`;
  const facts = `Allowed: ${wordsOf(definition.range)}.${unit} A change takes effect ${effect(name)}.`;
  const value = quoted(definition.textOf(definition.defaultValue));
  const assignment = TO_FILL_IN.includes(name) ? `${name}=` : `# ${name}=${value}`;
  const { label, description } = settingTextOf(name);
  return [...comment(`${label}. ${description}`), ...comment(facts), assignment];
}

function markdownRow(name: SettingName): string {
  const definition = definitionOf(name);
  const text = definition.textOf(definition.defaultValue);
  const value = text.length > WIDTH ? 'see `.env.example`' : text === '' ? '' : `\`${text}\``;
  const unit = definition.unit === null || value === '' ? '' : ` ${wordsOf(definition.unit)}`;
  const { label, description } = settingTextOf(name);
  const cells = [
    `\`${name}\``,
    label,
    description,
    `${value}${unit}`,
    wordsOf(definition.range),
    effect(name),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function effect(name: SettingName): string {
  return definitionOf(name).live ? 'at once' : 'after a restart';
}

function byGroup(): readonly (readonly [SettingGroup, readonly SettingName[]])[] {
  const groups = new Map<SettingGroup, SettingName[]>();
  for (const name of SETTING_NAMES) {
    const { group } = definitionOf(name);
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  return [...groups];
}

/** A text with blanks needs quotes in a .env file. */
function quoted(text: string): string {
  return /[\s#'"]/.test(text) ? `"${text.replaceAll('"', "'")}"` : text;
}

/** Comment lines of at most WIDTH characters. */
function comment(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
