/** Settings of the audio transport between Asterisk and Cordboard. */
import { phrase } from '#model/phrases/phrase';
import { HOST, NAME, secretText, USER } from '../forms';
import { choiceSetting, numberSetting, secretSetting, settingsGroup, textSetting } from '../kinds';

export const MEDIA_SETTINGS = settingsGroup('media', {
  EXTERNAL_MEDIA_TRANSPORT: choiceSetting({
    choices: ['auto', 'websocket-dial', 'websocket-listen', 'rtp', 'audiosocket'],
    default: 'auto',
  }),
  EXTERNAL_MEDIA_CONTROL_FORMAT: choiceSetting({
    choices: ['json', 'plain'],
    default: 'json',
  }),
  EXTERNAL_MEDIA_HOST: textSetting({
    form: HOST,
    default: 'localhost',
  }),
  EXTERNAL_MEDIA_PORT: numberSetting({
    default: 8_090,
    min: 1,
    max: 65_535,
    step: 1,
  }),
  EXTERNAL_MEDIA_RTP_FIRST_PORT: numberSetting({
    default: 30_000,
    min: 1_024,
    max: 65_535,
    step: 1,
  }),
  EXTERNAL_MEDIA_RTP_LAST_PORT: numberSetting({
    default: 30_999,
    min: 1_024,
    max: 65_535,
    step: 1,
  }),
  EXTERNAL_MEDIA_CLIENT: textSetting({
    form: NAME,
    default: 'cordboard',
  }),
  EXTERNAL_MEDIA_USERNAME: textSetting({
    form: USER,
    default: '',
  }),
  EXTERNAL_MEDIA_PASSWORD: secretSetting({
    form: secretText(phrase('form.media-password')),
  }),
});
