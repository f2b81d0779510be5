/** Settings of the audio transport between Asterisk and Cordboard. */
import { HOST, NAME, secretText, USER } from '../forms';
import { choiceSetting, numberSetting, secretSetting, settingsGroup, textSetting } from '../kinds';

export const MEDIA_SETTINGS = settingsGroup('External media', {
  EXTERNAL_MEDIA_TRANSPORT: choiceSetting({
    description:
      'Transport of the audio. websocket-dial: Cordboard connects to Asterisk; nothing to configure there. websocket-listen: Asterisk connects to Cordboard. rtp, audiosocket: for an Asterisk without WebSocket media; it must reach EXTERNAL_MEDIA_HOST. auto: the first of websocket-dial, rtp and audiosocket that this Asterisk supports and that connects.',
    choices: ['auto', 'websocket-dial', 'websocket-listen', 'rtp', 'audiosocket'],
    default: 'auto',
  }),
  EXTERNAL_MEDIA_CONTROL_FORMAT: choiceSetting({
    description: 'Format of the WebSocket control messages; plain is for older Asterisk versions.',
    choices: ['json', 'plain'],
    default: 'json',
  }),
  EXTERNAL_MEDIA_HOST: textSetting({
    description:
      'With websocket-listen, rtp and audiosocket: the address at which Asterisk reaches Cordboard.',
    form: HOST,
    default: 'localhost',
  }),
  EXTERNAL_MEDIA_PORT: numberSetting({
    description:
      'With websocket-listen and audiosocket: the TCP port on which Cordboard waits for Asterisk.',
    default: 8_090,
    min: 1,
    max: 65_535,
    step: 1,
  }),
  EXTERNAL_MEDIA_RTP_FIRST_PORT: numberSetting({
    description:
      'With rtp: first UDP port for the audio; each call needs one. If Asterisk runs on this machine, choose ports outside the range of its rtp.conf.',
    default: 30_000,
    min: 1_024,
    max: 65_535,
    step: 1,
  }),
  EXTERNAL_MEDIA_RTP_LAST_PORT: numberSetting({
    description: 'With rtp: last UDP port for the audio.',
    default: 30_999,
    min: 1_024,
    max: 65_535,
    step: 1,
  }),
  EXTERNAL_MEDIA_CLIENT: textSetting({
    description: "With websocket-listen: name of the section in Asterisk's websocket_client.conf.",
    form: NAME,
    default: 'cordboard',
  }),
  EXTERNAL_MEDIA_USERNAME: textSetting({
    description: 'With websocket-listen: user with which Asterisk must sign in. Empty: no sign-in.',
    form: USER,
    default: '',
  }),
  EXTERNAL_MEDIA_PASSWORD: secretSetting({
    description: 'Password of EXTERNAL_MEDIA_USERNAME.',
    form: secretText('the password in websocket_client.conf'),
  }),
});
