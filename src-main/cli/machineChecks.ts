/** Checks this machine: ports and the data folder. */
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { get as getByTls } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Settings } from '#main/config/settings/settings';
import { messageOf } from '#main/util/errors';
import { type CheckItem, checkItem } from './checkItem';

const STATUS_TIMEOUT_MS = 2_000;

/** Whether the ports that Cordboard needs are free, or taken by a Cordboard that already runs. */
export async function checkPorts(settings: Settings): Promise<readonly CheckItem[]> {
  const { apiHost, apiPort, externalMediaHost, externalMediaPort, externalMediaTransport } =
    settings;
  const problem = apiPort === 0 ? '' : await listenProblem(apiHost, apiPort);
  const running = problem !== '' && (await isCordboard(settings));
  const items = [
    running
      ? checkItem(
          'API_PORT',
          'ok',
          `Cordboard is running already and listens on ${apiHost} port ${apiPort}`,
        )
      : portItem('API_PORT', 'API_HOST', apiHost, apiPort, problem),
  ];
  if (externalMediaTransport === 'websocket-listen' || externalMediaTransport === 'audiosocket') {
    const mediaProblem = await listenProblem(externalMediaHost, externalMediaPort);
    items.push(
      running && mediaProblem === 'EADDRINUSE'
        ? checkItem('EXTERNAL_MEDIA_PORT', 'ok', `in use by the running Cordboard`)
        : portItem(
            'EXTERNAL_MEDIA_PORT',
            'EXTERNAL_MEDIA_HOST',
            externalMediaHost,
            externalMediaPort,
            mediaProblem,
          ),
    );
  }
  return items;
}

/** Whether the data folder is writable. */
export async function checkDataDir(dataDir: string): Promise<CheckItem> {
  const probe = join(dataDir, `.check-${process.pid}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await writeFile(probe, '');
    await rm(probe);
    return checkItem('Data folder', 'ok', `${dataDir} can be written`);
  } catch (error) {
    return checkItem(
      'Data folder',
      'failed',
      `${dataDir} cannot be written (${messageOf(error)}). Mend its rights, or set CORDBOARD_DATA_DIR to another folder.`,
    );
  }
}

function portItem(
  setting: string,
  hostSetting: string,
  host: string,
  port: number,
  problem: string,
): CheckItem {
  switch (problem) {
    case '':
      return checkItem(
        setting,
        'ok',
        port === 0 ? 'any free port' : `port ${port} on ${host} is free`,
      );
    case 'EADDRINUSE':
      return checkItem(
        setting,
        'failed',
        `port ${port} on ${host} is taken by another program. End it, or set ${setting} to another port.`,
      );
    case 'EACCES':
      return checkItem(
        setting,
        'failed',
        `port ${port} needs special rights. Set ${setting} to one above 1023.`,
      );
    default:
      return checkItem(
        setting,
        'failed',
        `${host} is not an address of this machine (${problem}). Correct ${hostSetting}.`,
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
