/** Settings of the calls and transfers that Cordboard makes in Asterisk. */
import { z } from 'zod';
import { numberSetting, type SettingDefinition, textSetting } from '../kinds';
import { nameSchema } from '../schemas';

const CALLS = 'Calls';

/** Stands for the number in OUTBOUND_ENDPOINT. */
export const NUMBER_PLACE = '{number}';

/** The definitions by name. */
export const OUTGOING_SETTINGS = {
  TRANSFER_CONTEXT: textSetting({
    group: CALLS,
    description:
      'Context of the dialplan that transfers and consultations go to; its extensions are what may be dialled. The example is in asterisk-config/extensions.conf.',
    range: 'letters, digits, dot, dash and underscore',
    default: 'cordboard-transfer',
    schema: nameSchema,
    live: true,
  }),
  OUTBOUND_ENDPOINT: textSetting({
    group: CALLS,
    description: `Whom Asterisk dials for an outgoing call, ${NUMBER_PLACE} being the number: PJSIP/${NUMBER_PLACE}@my-trunk for a trunk, or a context of the dialplan.`,
    range: `an endpoint in Dial() syntax with ${NUMBER_PLACE} in it`,
    default: `Local/${NUMBER_PLACE}@cordboard-outbound/n`,
    schema: z
      .string()
      .trim()
      .max(200)
      .regex(/^[A-Za-z]+\/[\w.@:/;+*#{}-]+$/)
      .refine((text) => text.includes(NUMBER_PLACE)),
    live: true,
  }),
  OUTBOUND_CALLER_ID: textSetting({
    group: CALLS,
    description:
      'What the called party of an outgoing call or a consultation is shown. Empty: as Asterisk is set up.',
    range: 'a number, or Name <number>, or empty',
    default: '',
    schema: z
      .string()
      .trim()
      .max(80)
      .regex(/^[^\p{Cc}]+$/u),
    live: true,
  }),
  OUTBOUND_RING_TIME: numberSetting({
    group: CALLS,
    description: 'How long an outgoing call or a consultation rings before it is given up.',
    unit: 's',
    default: 40,
    min: 5,
    max: 300,
    step: 1,
    live: true,
  }),
  HOLD_MUSIC_CLASS: textSetting({
    group: CALLS,
    description:
      'Class of musiconhold.conf that a caller hears while he is held. It needs music files in Asterisk; without them he hears silence.',
    range: 'letters, digits, dot, dash and underscore',
    default: 'default',
    schema: nameSchema,
    live: true,
  }),
} satisfies Record<string, SettingDefinition<string | number | boolean>>;
