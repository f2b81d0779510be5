/** Settings of the HTTP API. */
import { z } from 'zod';
import { issueMessage } from '#main/util/issuePhrase';
import { phrase } from '#model/phrases/phrase';
import { anyText, HOST, type TextForm } from '../forms';
import { numberSetting, settingsGroup, textSetting } from '../kinds';

/** Origins (scheme, host, port), separated by commas, in the form that browsers send. */
const ORIGINS: TextForm = {
  words: 'origins such as https://desk.example, separated by commas',
  schema: z
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
            message: issueMessage(phrase('origins.every-page')),
          });
          return z.NEVER;
        }
        if (!isOrigin(origin)) {
          context.addIssue({ code: 'custom' });
          return z.NEVER;
        }
      }
      return origins.map((origin) => new URL(origin).origin).join(',');
    }),
};

export const API_SETTINGS = settingsGroup('HTTP API', {
  API_HOST: textSetting({
    description:
      'Address on which the HTTP API listens. If other machines can reach it, also set API_TLS_CERT_FILE.',
    form: HOST,
    default: '127.0.0.1',
  }),
  API_PORT: numberSetting({
    description: 'TCP port of the HTTP API. 0: any free port.',
    default: 8_000,
    min: 0,
    max: 65_535,
    step: 1,
  }),
  API_TOKENS_FILE: textSetting({
    description:
      'File with the hashes of the API tokens, written by `npm run token -- NAME`; a relative path begins at the data folder.',
    form: anyText('a path such as api-tokens.json'),
    default: 'api-tokens.json',
  }),
  API_TLS_CERT_FILE: textSetting({
    description:
      'Certificate chain (PEM) for https; a relative path begins at the data folder. Empty: plain http.',
    form: anyText('a path'),
    default: '',
  }),
  API_TLS_KEY_FILE: textSetting({
    description:
      'Private key (PEM) of API_TLS_CERT_FILE; a relative path begins at the data folder.',
    form: anyText('a path'),
    default: '',
  }),
  API_RATE_LIMIT: numberSetting({
    description: 'Most requests of one token, or of one address without a token.',
    unit: 'requests a minute',
    default: 600,
    min: 10,
    max: 100_000,
    step: 1,
  }),
  CORS_ORIGINS: textSetting({
    description:
      'Origins of web pages that may use the HTTP API from a browser; they need a token like every program. Empty: none.',
    form: ORIGINS,
    default: '',
  }),
});

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const url = new URL(text);
  const bare = url.pathname === '/' && url.search === '' && url.hash === '';
  return /^https?:$/.test(url.protocol) && bare && url.username === '' && url.password === '';
}
