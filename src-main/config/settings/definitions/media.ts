/** Settings of how the audio travels between Asterisk and Cordboard. */
import { HOST, NAME, secretText, USER } from '../forms';
import { choiceSetting, numberSetting, secretSetting, settingsGroup, textSetting } from '../kinds';

export const MEDIA_SETTINGS = settingsGroup('External media', {
  EXTERNAL_MEDIA_TRANSPORT: choiceSetting({
    description:
      'How the audio travels. websocket-dial: Cordboard connects to Asterisk (nothing to set up there). websocket-listen: Asterisk connects to Cordboard. rtp and audiosocket: for an Asterisk without WebSocket media; it must reach EXTERNAL_MEDIA_HOST. auto: the first of websocket-dial, rtp and audiosocket that this Asterisk can and that works.',
    choices: ['auto', 'websocket-dial', 'websocket-listen', 'rtp', 'audiosocket'],
    default: 'auto',
  }),
  EXTERNAL_MEDIA_CONTROL_FORMAT: choiceSetting({
    description:
      'Form of the control messages beside the audio; plain is for older Asterisk versions.',
    choices: ['json', 'plain'],
    default: 'json',
  }),
  EXTERNAL_MEDIA_HOST: textSetting({
    description:
      'With websocket-listen, rtp and audiosocket: the address on which Asterisk reaches Cordboard.',
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
      'With rtp: first UDP port for the audio of calls; each call takes one. Outside the range of rtp.conf when Asterisk runs on this machine.',
    default: 30_000,
    min: 1_024,
    max: 65_535,
    step: 1,
  }),
  EXTERNAL_MEDIA_RTP_LAST_PORT: numberSetting({
    description: 'With rtp: last of those ports.',
    default: 30_999,
    min: 1_024,
    max: 65_535,
    step: 1,
  }),
  EXTERNAL_MEDIA_CLIENT: textSetting({
    description: 'With websocket-listen: name of the section in websocket_client.conf of Asterisk.',
    form: NAME,
    default: 'cordboard',
  }),
  EXTERNAL_MEDIA_USERNAME: textSetting({
    description:
      'With websocket-listen: user that Asterisk must name to be let in. Empty: none is asked for.',
    form: USER,
    default: '',
  }),
  EXTERNAL_MEDIA_PASSWORD: secretSetting({
    description: 'Password that belongs to EXTERNAL_MEDIA_USERNAME.',
    form: secretText('the password in websocket_client.conf'),
  }),
});
