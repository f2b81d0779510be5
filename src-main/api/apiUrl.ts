import type { Settings } from '#main/config/settings/settings';

/**
 * Address of the HTTP API for programs on this machine, without a slash at the end.
 * @param port `PORT` is the placeholder for an unknown one.
 */
export function apiUrl(
  { apiHost, apiTlsCertFile }: Pick<Settings, 'apiHost' | 'apiTlsCertFile'>,
  port: number | 'PORT',
): string {
  const name = apiHost === '0.0.0.0' || apiHost === '::' ? 'localhost' : apiHost;
  const scheme = apiTlsCertFile === '' ? 'http' : 'https';
  return `${scheme}://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
