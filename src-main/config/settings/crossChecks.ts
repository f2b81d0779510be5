/** What does not fit together among settings that are right one by one. Pure. */
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { SettingName } from './definitions/definitions';
import { isAsteriskConfigured, isGeminiConfigured, type Settings } from './settings';

/** What to say at one of two settings when they do not fit. */
type Misfit = {
  readonly name: SettingName;
  readonly isWrong: (settings: Settings) => boolean;
  readonly said: Phrase;
};

const MISFITS: readonly Misfit[] = [
  {
    name: 'ARI_PASSWORD',
    isWrong: (settings) => isGeminiConfigured(settings) && !isAsteriskConfigured(settings),
    said: phrase('settings.needs-asterisk'),
  },
  {
    name: 'GOOGLE_API_KEY',
    isWrong: (settings) =>
      isAsteriskConfigured(settings) &&
      !isGeminiConfigured(settings) &&
      !settings.googleGenaiUseVertexai,
    said: phrase('settings.needs-gemini'),
  },
  {
    name: 'GOOGLE_CLOUD_PROJECT',
    isWrong: (settings) => settings.googleGenaiUseVertexai && settings.googleCloudProject === '',
    said: phrase('settings.needs-project'),
  },
  {
    name: 'WATCHDOG_CALLER_SILENT_END',
    isWrong: ({ watchdogCallerSilentMs: asks, watchdogCallerSilentEndMs: ends }) =>
      asks > 0 && ends > 0 && ends <= asks,
    said: phrase('settings.ends-before-asking'),
  },
  {
    name: 'EXTERNAL_MEDIA_RTP_LAST_PORT',
    isWrong: ({ externalMediaRtpFirstPort: first, externalMediaRtpLastPort: last }) => last < first,
    said: phrase('settings.ports-reversed'),
  },
  {
    name: 'EXTERNAL_MEDIA_PORT',
    isWrong: (settings) =>
      ['websocket-listen', 'audiosocket'].includes(settings.externalMediaTransport) &&
      settings.externalMediaPort === settings.apiPort,
    said: phrase('settings.same-port'),
  },
  {
    name: 'EXTERNAL_MEDIA_PASSWORD',
    isWrong: ({ externalMediaUsername: user, externalMediaPassword: password }) =>
      user !== '' && password === '',
    said: phrase('settings.needs-media-password'),
  },
  {
    name: 'API_TLS_KEY_FILE',
    isWrong: ({ apiTlsCertFile, apiTlsKeyFile }) => apiTlsCertFile !== '' && apiTlsKeyFile === '',
    said: phrase('settings.needs-key-file'),
  },
  {
    name: 'API_TLS_CERT_FILE',
    isWrong: ({ apiTlsCertFile, apiTlsKeyFile }) => apiTlsCertFile === '' && apiTlsKeyFile !== '',
    said: phrase('settings.needs-certificate'),
  },
  {
    name: 'WEBHOOK_SECRET',
    isWrong: ({ webhookUrls, webhookSecret }) => webhookUrls !== '' && webhookSecret === '',
    said: phrase('settings.needs-signing-secret'),
  },
];

/** What to say at which setting. */
export function misfitsOf(settings: Settings): Readonly<Partial<Record<SettingName, Phrase>>> {
  return Object.fromEntries(
    MISFITS.filter(({ isWrong }) => isWrong(settings)).map(({ name, said }) => [name, said]),
  );
}
