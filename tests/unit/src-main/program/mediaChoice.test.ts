import { describe, expect, it } from 'vitest';
import type { Settings } from '#main/config/settings/settings';
import {
  audioSocketFormat,
  chooseMedia,
  type MediaFacts,
  wantedFormat,
} from '#main/program/mediaChoice';
import { phrase } from '#model/phrases/phrase';
import { wordsIn } from '#support/phrases';

const ALL = ['chan_websocket.so', 'chan_rtp.so', 'chan_audiosocket.so'];

function asterisk(version: string, modules: readonly string[] = ALL): MediaFacts {
  return { version, modules: Object.fromEntries(modules.map((name) => [name, 'Running'])) };
}

function names(facts: MediaFacts): string[] {
  return chooseMedia('auto', facts).options.map(({ name }) => name);
}

describe('the automatic choice of a transport', () => {
  it('prefers WebSocket media where Asterisk has it', () => {
    expect(names(asterisk('22.10.1'))).toEqual(['websocket-dial', 'rtp', 'audiosocket']);
    expect(wordsIn(chooseMedia('auto', asterisk('22.10.1')).options[0]?.why)).toBe(
      'Asterisk 22.10.1 runs chan_websocket.so',
    );
  });

  it.each(['16.30.0', '18.9.0', '20.17.0', '21.12.3', '22.7.0', '23.1.0'])(
    'takes RTP with Asterisk %s and says why',
    (version) => {
      const [first] = chooseMedia('auto', asterisk(version)).options;
      expect(first?.name).toBe('rtp');
      expect(wordsIn(first?.why)).toContain(`Asterisk ${version} is too old for WebSocket media`);
    },
  );

  it('goes by the modules that run', () => {
    expect(names(asterisk('22.10.1', ['chan_rtp.so']))).toEqual(['rtp']);
    expect(names(asterisk('22.10.1', ['chan_audiosocket.so']))).toEqual(['audiosocket']);
    expect(
      wordsIn(chooseMedia('auto', asterisk('22.10.1', ['chan_rtp.so'])).options[0]?.why),
    ).toContain('chan_websocket.so is not loaded');
  });

  it('says that nothing can be done where none of them runs', () => {
    const choice = chooseMedia('auto', asterisk('22.10.1', ['app_stasis.so']));
    expect(choice.options).toEqual([]);
    expect(wordsIn(choice.problem)).toMatch(
      /No transport can carry audio: chan_websocket\.so is not/,
    );
  });

  it('tries everything where Asterisk does not tell', () => {
    expect(names(null)).toEqual(['websocket-dial', 'rtp', 'audiosocket']);
    expect(names({ version: 'GIT-master-1a2b', modules: {} })).toHaveLength(3);
  });
});

describe('a transport chosen by hand', () => {
  it('is taken, and a missing module is named', () => {
    expect(chooseMedia('rtp', asterisk('22.10.1'))).toMatchObject({
      options: [{ name: 'rtp' }],
      problem: null,
    });
    const missing = chooseMedia('audiosocket', asterisk('22.10.1', ['chan_rtp.so']));
    expect(missing.options).toHaveLength(1);
    expect(wordsIn(missing.problem)).toContain('chan_audiosocket.so is not loaded');
  });
});

describe('the audio format', () => {
  const settings = (audioFormat: string, audioSampleRate: number): Settings =>
    ({ audioFormat, audioSampleRate }) as Settings;

  it('follows AUDIO_FORMAT, and AUDIO_SAMPLE_RATE halves slin16', () => {
    expect(wantedFormat(settings('slin16', 16_000))).toBe('slin16');
    expect(wantedFormat(settings('slin16', 8_000))).toBe('slin');
    expect(wantedFormat(settings('ulaw', 16_000))).toBe('ulaw');
  });

  it('of AudioSocket is the nearest that this Asterisk has, and says so', () => {
    expect(audioSocketFormat('slin16', asterisk('22.10.1'))).toEqual({
      format: 'slin16',
      note: null,
    });
    expect(audioSocketFormat('slin16', asterisk('20.16.0'))).toMatchObject({
      format: 'slin',
      note: phrase('media.audiosocket-has-no-slin16', { version: '20.16.0' }),
    });
    expect(audioSocketFormat('alaw', asterisk('22.10.1'))).toMatchObject({
      format: 'slin',
      note: phrase('media.format-not-for-audiosocket', { wanted: 'alaw' }),
    });
  });
});
