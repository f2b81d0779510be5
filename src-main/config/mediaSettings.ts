/** Settings of how the audio travels between Asterisk and Cordboard. */
import type { SettingDefinition } from './settingKinds';
import { choiceSetting, numberSetting, secretSetting, textSetting } from './settingKinds';
import { hostSchema, nameSchema, userSchema } from './settingSchemas';

const MEDIA = 'External media';

/** The definitions by name. */
export const MEDIA_SETTINGS = {
  EXTERNAL_MEDIA_TRANSPORT: choiceSetting({
    group: MEDIA,
    description:
      'Who connects for the audio. websocket-dial: Cordboard connects to Asterisk (nothing to set up there). websocket-listen: Asterisk connects to Cordboard.',
    choices: ['websocket-dial', 'websocket-listen'],
    default: 'websocket-dial',
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
    description: 'With websocket-listen: the address on which Asterisk reaches Cordboard.',
    range: 'a host name or address',
    default: 'localhost',
    schema: hostSchema,
  }),
  EXTERNAL_MEDIA_PORT: numberSetting({
    group: MEDIA,
    description: 'With websocket-listen: the port on which Cordboard waits for Asterisk.',
    unit: '',
    default: 8_090,
    min: 1,
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
