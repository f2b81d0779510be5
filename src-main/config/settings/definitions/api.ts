/** Settings of the HTTP API. */
import { z } from 'zod';
import { numberSetting, type SettingDefinition, textSetting } from '../kinds';
import { hostSchema } from '../schemas';

const API = 'HTTP API';

/** Origins (scheme, host, port) with commas between them; written the way browsers send them. */
const originsSchema = z
  .string()
  .trim()
  .max(2_000)
  .transform((text, context) => {
    const origins = text
      .split(',')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== '');
    for (const origin of origins) {
      if (origin === '*') {
        context.addIssue({
          code: 'custom',
          message:
            'is "*", which would let every web page read the calls. Name the origins that may.',
        });
        return z.NEVER;
      }
      if (!isOrigin(origin)) {
        context.addIssue({ code: 'custom' });
        return z.NEVER;
      }
    }
    return origins.map((origin) => new URL(origin).origin).join(',');
  });

/** The definitions by name. */
export const API_SETTINGS = {
  API_HOST: textSetting({
    group: API,
    description:
      'Address the HTTP API listens on. For any other than this machine set API_TLS_CERT_FILE too.',
    range: 'a host name or address',
    default: '127.0.0.1',
    schema: hostSchema,
  }),
  API_PORT: numberSetting({
    group: API,
    description: 'Port of the HTTP API. 0: any free one.',
    unit: '',
    default: 8_000,
    min: 0,
    max: 65_535,
    step: 1,
  }),
  API_TOKENS_FILE: textSetting({
    group: API,
    description:
      'File with the hashes of the API tokens, written by `npm run token -- NAME`; a relative path begins at the data folder.',
    range: 'a path such as api-tokens.json',
    default: 'api-tokens.json',
  }),
  API_TLS_CERT_FILE: textSetting({
    group: API,
    description:
      'Certificate chain (PEM) with which the HTTP API speaks https; a relative path begins at the data folder. Empty: http.',
    range: 'a path, or empty',
    default: '',
  }),
  API_TLS_KEY_FILE: textSetting({
    group: API,
    description:
      'Private key (PEM) that belongs to API_TLS_CERT_FILE; a relative path begins at the data folder.',
    range: 'a path, or empty',
    default: '',
  }),
  API_RATE_LIMIT: numberSetting({
    group: API,
    description: 'Requests that one token, or one address without a token, may make.',
    unit: 'requests a minute',
    default: 600,
    min: 10,
    max: 100_000,
    step: 1,
  }),
  CORS_ORIGINS: textSetting({
    group: API,
    description:
      'Web pages that may use the HTTP API from a browser, with a token like every program. Empty: none.',
    range: 'origins such as https://desk.example with commas between them, or empty',
    default: '',
    schema: originsSchema,
  }),
} satisfies Record<string, SettingDefinition<string | number | boolean>>;

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const url = new URL(text);
  const bare = url.pathname === '/' && url.search === '' && url.hash === '';
  return /^https?:$/.test(url.protocol) && bare && url.username === '' && url.password === '';
}
