/** Settings of the connection to Asterisk. */
import { HTTP_URL, NAME, secretText, USER } from '../forms';
import { secretSetting, settingsGroup, textSetting } from '../kinds';

export const ASTERISK_SETTINGS = settingsGroup('asterisk', {
  ARI_BASE_URL: textSetting({
    form: HTTP_URL,
    default: 'http://localhost:8088/ari',
  }),
  ARI_USERNAME: textSetting({
    form: { ...USER, words: 'the name of a section of type user in ari.conf' },
    default: 'asterisk',
  }),
  ARI_PASSWORD: secretSetting({
    form: secretText('the password in ari.conf'),
  }),
  STASIS_APP: textSetting({
    form: NAME,
    default: 'gemini-voice-assistant',
  }),
});
