import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { definitionOf, SETTING_NAMES } from '#main/config/settings/definitions/definitions';
import { renderEnvExample, renderSettingsMarkdown } from '#main/config/settings/docs';
import { fieldName, runModeOf, settingsWith } from '#main/config/settings/settings';
import { parseSetting } from '#main/config/settings/sources';
import { type PhraseCode, wordsOf } from '#model/phrases/phrase';
import { groupNameOf, settingTextOf } from '#model/settingTexts/settingTexts';

describe('the table of settings', () => {
  it('has defaults that its own checks allow', () => {
    for (const name of SETTING_NAMES) {
      const definition = definitionOf(name);
      const { defaultValue } = definition;
      if (defaultValue !== '') {
        const text = definition.textOf(defaultValue);
        expect(parseSetting(name, text)).toEqual({ ok: true, value: defaultValue });
      }
    }
  });

  it('has every setting of the product description', () => {
    const expected =
      'GOOGLE_API_KEY GEMINI_LIVE_MODEL GEMINI_VOICE AUDIO_FORMAT AUDIO_SAMPLE_RATE AUDIO_CHUNK_SIZE AUDIO_BUFFER_SIZE ' +
      'ARI_BASE_URL ARI_USERNAME ARI_PASSWORD STASIS_APP EXTERNAL_MEDIA_HOST EXTERNAL_MEDIA_PORT VAD_ENERGY_THRESHOLD ' +
      'VAD_SILENCE_THRESHOLD VAD_SPEECH_THRESHOLD ENABLE_INTERRUPTION_HANDLING MAX_CALL_DURATION AUTO_ANSWER_CALLS ' +
      'ENABLE_CALL_RECORDING SESSION_CLEANUP_INTERVAL LOG_LEVEL LOG_FILE ENABLE_PERFORMANCE_LOGGING';
    expect(SETTING_NAMES).toEqual(expect.arrayContaining(expected.split(' ')));
  });

  it('lists each group in one go', () => {
    const groups = SETTING_NAMES.map((name) => definitionOf(name).group);
    const begun = groups.filter((group, index) => group !== groups[index - 1]);
    expect(begun).toEqual([...new Set(groups)]);
  });

  it('has no time or size whose unit is only in words', () => {
    const units: readonly PhraseCode[] = ['unit.seconds', 'unit.ms', 'unit.megabytes'];
    const bare = SETTING_NAMES.filter((name) => {
      const { unit, suffix } = definitionOf(name);
      return unit !== null && units.includes(unit.code) && suffix === '';
    });
    expect(bare).toEqual([]);
  });

  it('has no two settings of one name in a group', () => {
    const labels = SETTING_NAMES.map(
      (name) => `${definitionOf(name).group}: ${settingTextOf(name).label}`,
    );
    expect(labels).toEqual([...new Set(labels)]);
  });

  it('describes every setting', () => {
    for (const name of SETTING_NAMES) {
      const definition = definitionOf(name);
      const { label, description } = settingTextOf(name);
      const range = wordsOf(definition.range);
      expect([description, range, groupNameOf(definition.group)]).not.toContain('');
      // Without a text the label would be the bare name.
      expect(label).not.toBe(name);
    }
  });

  it('names fields in camel case, with the unit of a length of time or a size', () => {
    expect(fieldName('ENABLE_INTERRUPTION_HANDLING')).toBe('enableInterruptionHandling');
    expect(fieldName('MAX_CALL_DURATION')).toBe('maxCallDurationMs');
    expect(fieldName('BARGE_IN_CONFIRM')).toBe('bargeInConfirmMs');
    expect(fieldName('LOG_MAX_SIZE')).toBe('logMaxSizeBytes');
    expect(fieldName('HISTORY_RETENTION_DAYS')).toBe('historyRetentionDays');
    expect(Object.keys(settingsWith())).toEqual(SETTING_NAMES.map(fieldName));
  });
});

describe('.env.example', () => {
  it('configures nothing as it is, and the defaults when all of it is uncommented', () => {
    const text = renderEnvExample();
    expect(parseEnv(text)).toEqual({ GOOGLE_API_KEY: '', ARI_PASSWORD: '' });
    const all = parseEnv(text.replaceAll(/^# ([A-Z_]+=)/gm, '$1'));
    expect(Object.keys(all).toSorted()).toEqual(SETTING_NAMES.toSorted());
    for (const name of SETTING_NAMES) {
      const definition = definitionOf(name);
      expect(all[name]).toBe(definition.textOf(definition.defaultValue));
    }
  });

  it('names range and default of each setting', () => {
    for (const name of SETTING_NAMES) {
      expect(renderEnvExample().replaceAll(/\n# /g, ' ')).toContain(
        `Allowed: ${wordsOf(definitionOf(name).range)}.`,
      );
    }
  });
});

describe('docs/settings.md', () => {
  it('has a row of six cells for each setting', () => {
    const rows = renderSettingsMarkdown()
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    expect(rows).toHaveLength(SETTING_NAMES.length);
    expect(rows.every((row) => row.split(/(?<!\\)\|/).length === 8)).toBe(true);
  });

  it('has a heading for each group, and a link to it', () => {
    const groups = new Set(SETTING_NAMES.map((name) => groupNameOf(definitionOf(name).group)));
    for (const group of groups) {
      const anchor = group.toLowerCase().replaceAll(' ', '-');
      expect(renderSettingsMarkdown()).toContain(`\n## ${group}\n`);
      expect(renderSettingsMarkdown()).toContain(`[${group}](#${anchor})`);
    }
  });
});

describe('runModeOf', () => {
  it.each([
    ['', '', 'demo'],
    ['key', '', 'live'],
    ['', 'pass', 'live'],
    ['key', 'pass', 'live'],
  ])('with key "%s" and password "%s" is %s', (googleApiKey, ariPassword, mode) => {
    expect(runModeOf(settingsWith({ googleApiKey, ariPassword }))).toBe(mode);
  });

  it('is demo when that is asked for, whatever is set up', () => {
    const settings = { demoMode: true, googleApiKey: 'key', ariPassword: 'pass' };
    expect(runModeOf(settingsWith(settings))).toBe('demo');
  });
});
