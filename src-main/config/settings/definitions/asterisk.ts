/** Settings of the connection to Asterisk. */
import { HTTP_URL, NAME, secretText, USER } from '../forms';
import { secretSetting, settingsGroup, textSetting } from '../kinds';

export const ASTERISK_SETTINGS = settingsGroup('Asterisk', {
  ARI_BASE_URL: textSetting({
    description:
      "Address of Asterisk's REST interface (ARI). Use https unless it is on this machine.",
    form: HTTP_URL,
    default: 'http://localhost:8088/ari',
  }),
  ARI_USERNAME: textSetting({
    description: 'User of ari.conf.',
    form: { ...USER, words: 'the name of a section of type user in ari.conf' },
    default: 'asterisk',
  }),
  ARI_PASSWORD: secretSetting({
    description: 'Password of that user. Needed for real calls.',
    form: secretText('the password in ari.conf'),
  }),
  STASIS_APP: textSetting({
    description: 'Name of the application that the dialplan hands calls to with Stasis().',
    form: NAME,
    default: 'gemini-voice-assistant',
  }),
});
