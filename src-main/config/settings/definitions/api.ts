/** Settings of the HTTP API. */
import { z } from 'zod';
import { issueMessage } from '#main/util/issuePhrase';
import { phrase } from '#model/phrases/phrase';
import { anyText, HOST, type TextForm } from '../forms';
import { numberSetting, settingsGroup, textSetting } from '../kinds';

/** Origins (scheme, host, port), separated by commas, in the form that browsers send. */
const ORIGINS: TextForm = {
  words: phrase('form.origins'),
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

export const API_SETTINGS = settingsGroup('api', {
  API_HOST: textSetting({
    form: HOST,
    default: '127.0.0.1',
  }),
  API_PORT: numberSetting({
    default: 8_000,
    min: 0,
    max: 65_535,
    step: 1,
  }),
  API_TOKENS_FILE: textSetting({
    form: anyText(phrase('form.path-such-as', { example: 'api-tokens.json' })),
    default: 'api-tokens.json',
  }),
  API_TLS_CERT_FILE: textSetting({
    form: anyText(phrase('form.path')),
    default: '',
  }),
  API_TLS_KEY_FILE: textSetting({
    form: anyText(phrase('form.path')),
    default: '',
  }),
  API_RATE_LIMIT: numberSetting({
    unit: 'unit.requests-a-minute',
    default: 600,
    min: 10,
    max: 100_000,
    step: 1,
  }),
  CORS_ORIGINS: textSetting({
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
