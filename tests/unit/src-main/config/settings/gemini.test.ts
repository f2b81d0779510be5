import { describe, expect, it } from 'vitest';
import { geminiAccess } from '#main/config/settings/geminiAccess';
import { geminiSession } from '#main/config/settings/geminiSession';
import { isGeminiConfigured, settingsWith } from '#main/config/settings/settings';
import { parseSetting } from '#main/config/settings/sources';

describe('access to Gemini', () => {
  it('is by key unless Vertex AI is wanted', () => {
    const settings = settingsWith({ googleApiKey: 'KEY', googleCloudProject: 'p' });
    expect(geminiAccess(settings)).toEqual({ kind: 'api-key', apiKey: 'KEY', baseUrl: '' });
    expect(isGeminiConfigured(settings)).toBe(true);
    expect(isGeminiConfigured(settingsWith({ googleCloudProject: 'p' }))).toBe(false);
  });

  it('is by project where Vertex AI is wanted, whatever the key', () => {
    const vertex = { googleGenaiUseVertexai: true, googleApplicationCredentials: '/c.json' };
    const settings = settingsWith({ ...vertex, googleCloudProject: 'p' });
    expect(geminiAccess(settings)).toEqual({
      kind: 'vertex',
      project: 'p',
      location: 'us-central1',
      credentialsFile: '/c.json',
      baseUrl: '',
    });
    expect(isGeminiConfigured(settings)).toBe(true);
    expect(isGeminiConfigured(settingsWith({ ...vertex, googleApiKey: 'KEY' }))).toBe(false);
  });
});

describe('settings of sessions', () => {
  it('leave everything to the service unless they are set', () => {
    expect(geminiSession(settingsWith())).toEqual({ activityDetection: {} });
  });

  it('are handed on in the units of the service', () => {
    const settings = settingsWith({
      geminiStartSensitivity: 'low',
      geminiEndSensitivity: 'high',
      geminiPrefixPaddingMs: 300,
      geminiSilenceDurationMs: 1_200,
      geminiTurnCoverage: 'activity',
      geminiContextLimit: 32_000,
    });
    expect(geminiSession(settings)).toEqual({
      activityDetection: {
        startOfSpeechSensitivity: 'LOW',
        endOfSpeechSensitivity: 'HIGH',
        prefixPaddingMs: 300,
        silenceDurationMs: 1_200,
      },
      turnCoverage: 'activity',
      compressionTriggerTokens: 32_000,
    });
  });

  it.each([
    ['0', true],
    ['4999', false],
    ['5000', true],
    ['128000', true],
    ['128001', false],
    ['many', false],
  ])('take %s tokens for a limit of the context: %s', (text, taken) => {
    expect(parseSetting('GEMINI_CONTEXT_LIMIT', text).ok).toBe(taken);
  });
});
