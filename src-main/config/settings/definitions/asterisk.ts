/** Settings of the connection to Asterisk. */
import { HTTP_URL, NAME, secretText, USER } from '../forms';
import { secretSetting, settingsGroup, textSetting } from '../kinds';

export const ASTERISK_SETTINGS = settingsGroup('Asterisk', {
  ARI_BASE_URL: textSetting({
    description:
      "Address of Asterisk's REST interface (ARI). Use https unless Asterisk runs on this machine.",
    form: HTTP_URL,
    default: 'http://localhost:8088/ari',
  }),
  ARI_USERNAME: textSetting({
    description: 'ARI user: the name of a section of ari.conf.',
    form: { ...USER, words: 'the name of a section of type user in ari.conf' },
    default: 'asterisk',
  }),
  ARI_PASSWORD: secretSetting({
    description: 'Password of the ARI user. Needed for real calls.',
    form: secretText('the password in ari.conf'),
  }),
  STASIS_APP: textSetting({
    description:
      'Stasis application: the name that the dialplan gives to Stasis() to hand over calls.',
    form: NAME,
    default: 'gemini-voice-assistant',
  }),
});
