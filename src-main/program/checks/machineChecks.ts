/** Checks this machine: ports and the data folder. */
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { get as getByTls } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Settings } from '#main/config/settings/settings';
import { messageOf } from '#main/util/errors';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { CheckItem } from '#model/settings';
import { checkItem, settingSubject } from './checkItem';

const STATUS_TIMEOUT_MS = 2_000;

const DATA_FOLDER = phrase('check.data-folder');

/** Whether the port of the HTTP API is free, or taken by a Cordboard that already runs. */
export async function checkApiPort(settings: Settings): Promise<CheckItem> {
  const { apiHost: host, apiPort: port } = settings;
  const problem = port === 0 ? '' : await listenProblem(host, port);
  return problem !== '' && (await isCordboard(settings))
    ? checkItem(settingSubject('API_PORT'), 'ok', phrase('check.port-ours', { host, port }))
    : portItem('API_PORT', 'API_HOST', { host, port, problem });
}

/**
 * The same for the port on which Asterisk's audio is awaited; null for a transport without one.
 * @param isRunning A Cordboard already runs here, and the port is its own.
 */
export async function checkMediaPort(
  settings: Settings,
  isRunning: boolean,
): Promise<CheckItem | null> {
  const { externalMediaHost: host, externalMediaPort: port, externalMediaTransport } = settings;
  if (externalMediaTransport !== 'websocket-listen' && externalMediaTransport !== 'audiosocket') {
    return null;
  }
  const problem = await listenProblem(host, port);
  return isRunning && problem === 'EADDRINUSE'
    ? checkItem(settingSubject('EXTERNAL_MEDIA_PORT'), 'ok', phrase('check.media-port-ours'))
    : portItem('EXTERNAL_MEDIA_PORT', 'EXTERNAL_MEDIA_HOST', { host, port, problem });
}

/** Both ports. */
export async function checkPorts(settings: Settings): Promise<readonly CheckItem[]> {
  const api = await checkApiPort(settings);
  const media = await checkMediaPort(settings, api.said.code === 'check.port-ours');
  return media === null ? [api] : [api, media];
}

/** Whether the data folder is writable. */
export function checkDataDir(dataDir: string): Promise<CheckItem> {
  return checkFolder(DATA_FOLDER, dataDir);
}

/** Whether a folder is writable; one that is missing is made. */
export async function checkFolder(subject: Phrase, path: string): Promise<CheckItem> {
  const probe = join(path, `.check-${process.pid}`);
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await writeFile(probe, '');
    await rm(probe);
    return checkItem(subject, 'ok', phrase('check.folder-writable', { path }));
  } catch (error) {
    return checkItem(
      subject,
      'failed',
      phrase('check.folder-not-writable', { path, why: messageOf(error) }),
    );
  }
}

function portItem(
  setting: string,
  hostSetting: string,
  found: { readonly host: string; readonly port: number; readonly problem: string },
): CheckItem {
  const { host, port, problem } = found;
  const item = (state: CheckItem['state'], said: Phrase) =>
    checkItem(settingSubject(setting), state, said);
  switch (problem) {
    case '':
      return item(
        'ok',
        port === 0 ? phrase('check.port-any') : phrase('check.port-free', { host, port }),
      );
    case 'EADDRINUSE':
      return item('failed', phrase('check.port-taken', { host, port, setting }));
    case 'EACCES':
      return item('failed', phrase('check.port-rights', { port, setting }));
    default:
      return item(
        'failed',
        phrase('check.port-not-here', { host, why: problem, setting: hostSetting }),
      );
  }
}

/** Code of the error when listening on this address; empty if it works. */
async function listenProblem(host: string, port: number): Promise<string> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return '';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : messageOf(error);
  }
}

/** Whether a Cordboard listens on this address: every answer of its API says so, even a refusal. */
async function isCordboard({ apiHost, apiPort, apiTlsCertFile }: Settings): Promise<boolean> {
  const options = { host: apiHost, port: apiPort, path: '/health', timeout: STATUS_TIMEOUT_MS };
  // The request holds no secret, and the certificate may be for another name than this address.
  const sent =
    apiTlsCertFile === '' ? get(options) : getByTls({ ...options, rejectUnauthorized: false });
  sent.on('timeout', () => sent.destroy());
  try {
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    return response.headers['server'] === 'Cordboard';
  } catch {
    return false;
  } finally {
    sent.destroy();
  }
}
