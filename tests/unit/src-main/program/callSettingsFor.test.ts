import { describe, expect, it } from 'vitest';
import { type Settings, settingsWith } from '#main/config/settings/settings';
import { createSettingsFor } from '#main/program/callSettingsFor';
import { phrase } from '#model/phrases/phrase';
import type { Profile } from '#model/profile';
import { anAnswer } from '#support/lookUps';
import { aProfile } from '#support/profiles';

const CALL = { dialedNumber: '1000', profileId: '', trial: null };

/** Settings and the one profile of all calls, both to be replaced during a test. */
function setUp(profile: Profile, settings: Partial<Settings> = {}) {
  const store = { current: settingsWith(settings) };
  const profiles = { profile, forCall: () => profiles.profile, lookalike: () => null };
  return { store, profiles, settingsFor: createSettingsFor(store, profiles) };
}

it('a call has a word on the profile that was probably meant', () => {
  const { store, profiles } = setUp(aProfile());
  const lookalike = { profile: aProfile({ name: 'Shop' }), number: '+12025550123' };
  const settingsFor = createSettingsFor(store, { ...profiles, lookalike: () => lookalike });
  const call = { dialedNumber: '2025550123', profileId: '', trial: null };
  expect(settingsFor(call)().profileDoubt).toEqual(
    phrase('profile.lookalike', { dialed: '2025550123', name: 'Shop', number: '+12025550123' }),
  );
  expect(createSettingsFor(store, profiles)(call)().profileDoubt).toBeNull();
});

describe('the settings of a call', () => {
  it('are those of the program where the profile leaves them open', () => {
    const { settingsFor } = setUp(aProfile(), {
      geminiVoice: 'Kore',
      geminiSystemInstruction: 'Be brief.',
      maxCallDurationMs: 60_000,
      vadEnergyThreshold: 444,
      enableCallRecording: true,
      bargeInMode: 'confirm',
    });
    expect(settingsFor(CALL)()).toMatchObject({
      profileId: 'sales',
      profileName: 'Sales',
      voice: 'Kore',
      systemInstruction: 'Be brief.',
      language: '',
      maxCallMs: 60_000,
      vad: { energyThreshold: 444 },
      record: true,
      bargeIn: 'confirm',
    });
  });

  it('are those of the profile where it has them', () => {
    const vad = {
      energyThreshold: 900,
      sileroThreshold: 0.7,
      speechSeconds: 0.2,
      silenceSeconds: 0.9,
    };
    const { settingsFor } = setUp(
      aProfile({
        voice: 'Fenrir',
        model: 'gemini-x',
        systemInstruction: 'Sell.',
        language: 'es-ES',
        bargeIn: 'off',
        maxCallSeconds: 5,
        record: false,
        vad,
        fallback: { kind: 'hang-up' },
      }),
      { enableCallRecording: true },
    );
    expect(settingsFor(CALL)()).toMatchObject({
      voice: 'Fenrir',
      model: 'gemini-x',
      systemInstruction: 'Sell.',
      language: 'es-ES',
      bargeIn: 'off',
      maxCallMs: 5_000,
      record: false,
      vad: { energyThreshold: 900, sileroThreshold: 0.7, speechMs: 200, silenceMs: 900 },
      fallback: { kind: 'hang-up' },
    });
  });

  it.each([
    [null, true, /Greet the caller/],
    [null, false, /^$/],
    ['', true, /^$/],
    ['Say hello from the shop.', false, /Open the call like this.*: Say hello from the shop\.$/],
  ])(
    'open the call as the greeting %j says, GEMINI_SPEAKS_FIRST being %s',
    (greeting, first, told) => {
      const { settingsFor } = setUp(aProfile({ greeting }), { geminiSpeaksFirst: first });
      expect(settingsFor(CALL)().greeting).toMatch(told);
    },
  );

  it.each<[Partial<Profile>, Partial<Settings>, string]>([
    [{}, {}, 'You are talking with an AI assistant.'],
    [{}, { aiDisclosureLanguage: 'de' }, 'Sie sprechen mit einem KI-Assistenten.'],
    [{ language: 'es-MX' }, {}, 'Está hablando con un asistente de inteligencia artificial.'],
    [{ language: 'gd' }, { aiDisclosureLanguage: 'nl' }, 'U spreekt met een AI-assistent.'],
    [{ language: 'es' }, { aiDisclosure: false }, ''],
    [{ disclosure: 'I am a robot.' }, { aiDisclosure: false }, 'I am a robot.'],
    [{ disclosure: '' }, {}, ''],
  ])('say of the AI what profile %j and settings %j want', (profile, settings, sentence) => {
    expect(setUp(aProfile(profile), settings).settingsFor(CALL)().disclosure).toBe(sentence);
  });

  it('say what the agent is told of the call, and in which time zone', () => {
    const profile = aProfile({ channelVariables: ['CUSTOMER'], earlierCalls: true });
    const { settingsFor } = setUp(profile, { timeZone: 'Asia/Tokyo', agentKnowsCaller: false });
    expect(settingsFor(CALL)().knowledge).toEqual({
      timeZone: 'Asia/Tokyo',
      tellsCaller: false,
      channelVariables: ['CUSTOMER'],
      earlierCalls: true,
    });
    const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(setUp(profile).settingsFor(CALL)().knowledge.timeZone).toBe(here);
  });

  it('never interrupt when that is switched off for all', () => {
    const off = setUp(aProfile(), { enableInterruptionHandling: false, bargeInMode: 'confirm' });
    expect(off.settingsFor(CALL)().bargeIn).toBe('off');
  });

  it('stay those of the profile as it was when the call came, while the program’s own go on to count', () => {
    const { store, profiles, settingsFor } = setUp(aProfile({ voice: 'Kore' }));
    const running = settingsFor(CALL);
    profiles.profile = aProfile({ voice: 'Puck', maxCallSeconds: 5 });
    store.current = settingsWith({ maxCallDurationMs: 60_000 });
    expect(running()).toMatchObject({ voice: 'Kore', maxCallMs: 60_000 });
    expect(settingsFor(CALL)()).toMatchObject({ voice: 'Puck', maxCallMs: 5_000 });
  });

  it('follow what was looked up, also the sentence that one talks with an AI', () => {
    const profile = aProfile({ voice: 'Puck', language: 'en', greeting: 'Hello.' });
    const { settingsFor } = setUp(profile, { aiDisclosure: true });
    const running = settingsFor(CALL);
    const found = anAnswer({ language: 'de', greeting: '' });
    expect(running(found)).toMatchObject({
      ...{ voice: 'Kore', language: 'de', greeting: '' },
      disclosure: 'Sie sprechen mit einem KI-Assistenten.',
    });
    expect(running(found)).toBe(running(found));
    expect(running(anAnswer({ voice: null, language: null, greeting: null }))).toEqual(running());
  });

  it('are made anew only when a setting changes: they are read at every frame', () => {
    const { store, settingsFor } = setUp(aProfile());
    const running = settingsFor(CALL);
    expect(running()).toBe(running());
    const before = running();
    store.current = settingsWith();
    expect(running()).not.toBe(before);
  });
});
