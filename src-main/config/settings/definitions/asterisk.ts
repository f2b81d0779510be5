/** Settings of the connection to Asterisk. */
import { phrase } from '#model/phrases/phrase';
import { HTTP_URL, NAME, secretText, USER } from '../forms';
import { secretSetting, settingsGroup, textSetting } from '../kinds';

export const ASTERISK_SETTINGS = settingsGroup('asterisk', {
  ARI_BASE_URL: textSetting({
    form: HTTP_URL,
    default: 'http://localhost:8088/ari',
  }),
  ARI_USERNAME: textSetting({
    form: { ...USER, words: phrase('form.ari-user') },
    default: 'asterisk',
  }),
  ARI_PASSWORD: secretSetting({
    form: secretText(phrase('form.ari-password')),
  }),
  STASIS_APP: textSetting({
    form: NAME,
    default: 'gemini-voice-assistant',
  }),
});
