/** Settings of how the audio travels between Asterisk and Cordboard. */
import {
  choiceSetting,
  numberSetting,
  secretSetting,
  type SettingDefinition,
  textSetting,
} from '../kinds';
import { hostSchema, nameSchema, userSchema } from '../schemas';

const MEDIA = 'External media';

/** The definitions by name. */
export const MEDIA_SETTINGS = {
  EXTERNAL_MEDIA_TRANSPORT: choiceSetting({
    group: MEDIA,
    description:
      'How the audio travels. websocket-dial: Cordboard connects to Asterisk (nothing to set up there). websocket-listen: Asterisk connects to Cordboard. rtp and audiosocket: for an Asterisk without WebSocket media; it must reach EXTERNAL_MEDIA_HOST. auto: the first of websocket-dial, rtp and audiosocket that this Asterisk can and that works.',
    choices: ['auto', 'websocket-dial', 'websocket-listen', 'rtp', 'audiosocket'],
    default: 'auto',
  }),
  EXTERNAL_MEDIA_CONTROL_FORMAT: choiceSetting({
    group: MEDIA,
    description:
      'Form of the control messages beside the audio; plain is for older Asterisk versions.',
    choices: ['json', 'plain'],
    default: 'json',
  }),
  EXTERNAL_MEDIA_HOST: textSetting({
    group: MEDIA,
    description:
      'With websocket-listen, rtp and audiosocket: the address on which Asterisk reaches Cordboard.',
    range: 'a host name or address',
    default: 'localhost',
    schema: hostSchema,
  }),
  EXTERNAL_MEDIA_PORT: numberSetting({
    group: MEDIA,
    description:
      'With websocket-listen and audiosocket: the TCP port on which Cordboard waits for Asterisk.',
    unit: '',
    default: 8_090,
    min: 1,
    max: 65_535,
    step: 1,
  }),
  EXTERNAL_MEDIA_RTP_FIRST_PORT: numberSetting({
    group: MEDIA,
    description:
      'With rtp: first UDP port for the audio of calls; each call takes one. Outside the range of rtp.conf when Asterisk runs on this machine.',
    unit: '',
    default: 30_000,
    min: 1_024,
    max: 65_535,
    step: 1,
  }),
  EXTERNAL_MEDIA_RTP_LAST_PORT: numberSetting({
    group: MEDIA,
    description: 'With rtp: last of those ports.',
    unit: '',
    default: 30_999,
    min: 1_024,
    max: 65_535,
    step: 1,
  }),
  EXTERNAL_MEDIA_CLIENT: textSetting({
    group: MEDIA,
    description: 'With websocket-listen: name of the section in websocket_client.conf of Asterisk.',
    range: 'letters, digits, dot, dash and underscore',
    default: 'cordboard',
    schema: nameSchema,
  }),
  EXTERNAL_MEDIA_USERNAME: textSetting({
    group: MEDIA,
    description:
      'With websocket-listen: user that Asterisk must name to be let in. Empty: none is asked for.',
    range: 'a text without colon, or empty',
    default: '',
    schema: userSchema,
  }),
  EXTERNAL_MEDIA_PASSWORD: secretSetting({
    group: MEDIA,
    description: 'Password that belongs to EXTERNAL_MEDIA_USERNAME.',
    range: 'the password in websocket_client.conf',
  }),
} satisfies Record<string, SettingDefinition<string | number | boolean>>;
