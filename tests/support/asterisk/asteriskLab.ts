/**
 * A real Asterisk for tests, benchmarks and trying things out by hand.
 *
 *   const lab = await startAsterisk(); // own ports, own folders, the files of asterisk-config/
 *   lab.ariBaseUrl, lab.username, lab.password     // for Cordboard's ARI_* settings
 *   await lab.ari('GET', '/channels')              // { status, body }
 *   await lab.cli('pjsip show endpoints')          // text
 *   await lab.countChannels(), lab.countBridges()  // 0 and 0 when nothing was left behind
 *   await lab.restart(); await lab.kill(); await lab.stop();
 *
 * Several labs run at once, in one process or in many. Asterisk ends with the process that started
 * it.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findChroot } from './chroot';
import { type GuardedProcess, startGuarded } from './guardedProcess';
import { type LabSettings, writeLabConfig } from './labConfig';
import { type PortBlock, reservePorts } from './portBlock';

const run = promisify(execFile);
const START_TIMEOUT_MS = 30_000;
const POLL_MS = 50;
/** HTTP, SIP, HTTPS, one unused; then RTP from an even port. */
const RTP_OFFSET = 4;

export type AsteriskOptions = {
  /**
   * Port Asterisk connects to for `websocket-listen` (setting EXTERNAL_MEDIA_PORT). Default 8090.
   */
  readonly externalMediaPort?: number;
  /** Another ARI password than the placeholder in ari.conf. */
  readonly ariPassword?: string;
  /** UDP ports for RTP, two a call leg. Default 400. */
  readonly rtpPortCount?: number;
  /**
   * Serves HTTPS and WSS too, with a self-signed certificate for localhost and 127.0.0.1. Default
   * no.
   */
  readonly tls?: boolean;
  /** Additional configuration files, or text appended to a shipped one, by file name. */
  readonly extraConfig?: Readonly<Record<string, string>>;
};

type AriAnswer = {
  readonly status: number;
  /** Parsed JSON, or undefined when the answer has no body. */
  readonly body: unknown;
};

export type AsteriskLab = {
  /** Asterisk's version as Debian names it. */
  readonly version: string;
  /** For ARI_BASE_URL: `http://127.0.0.1:PORT/ari`. */
  readonly ariBaseUrl: string;
  /** For ARI_USERNAME. */
  readonly username: string;
  /** For ARI_PASSWORD. */
  readonly password: string;
  /** TCP port of ARI and of the media sockets. */
  readonly httpPort: number;
  /** UDP port phones call. */
  readonly sipPort: number;
  /** Port and self-signed certificate (PEM) of HTTPS, when started with `tls`. */
  readonly tls: { readonly port: number; readonly certificate: string } | undefined;
  /** Asterisk's spool folder, as seen from outside. */
  readonly spoolDir: string;
  /** Process id of Asterisk now; changes with restart(). */
  pid(): number;
  /** Password of one of the example phones in pjsip.conf. Throws for an unknown one. */
  phonePassword(user: string): string;
  /** Runs a CLI command and returns what it prints. */
  cli(command: string): Promise<string>;
  /**
   * Sends an ARI request; `route` starts with a slash. Throws only when there is no answer at all.
   */
  ari(
    method: string,
    route: string,
    query?: Readonly<Record<string, string>>,
    body?: unknown,
  ): Promise<AriAnswer>;
  /** Channels that exist now. */
  countChannels(): Promise<number>;
  /** Bridges that exist now. */
  countBridges(): Promise<number>;
  /**
   * Resolves once no channel and no bridge is left; rejects with their list after `timeoutMs`
   * (default 5000).
   */
  waitUntilIdle(timeoutMs?: number): Promise<void>;
  /**
   * Asterisk's log so far (notice, warning, error, verbose 3, security); still there after stop().
   */
  log(): Promise<string>;
  /** Stops Asterisk and starts it again on the same ports. */
  restart(): Promise<void>;
  /** Kills Asterisk at once, as a crash would; restart() brings it back. */
  kill(): Promise<void>;
  /** Stops Asterisk and removes everything. Idempotent. */
  stop(): Promise<void>;
};

let labsStarted = 0;

/**
 * Starts an Asterisk and resolves when it takes calls. Throws with its log when it does not start.
 */
export async function startAsterisk(options: AsteriskOptions = {}): Promise<AsteriskLab> {
  const chroot = await findChroot();
  await removeStaleLabs(chroot.dir);
  const rtpPorts = options.rtpPortCount ?? 400;
  const ports = await reservePorts(rtpPorts + RTP_OFFSET);
  const settings: LabSettings = {
    httpPort: ports.first,
    sipPort: ports.first + 1,
    rtpFirstPort: ports.first + RTP_OFFSET,
    rtpLastPort: ports.first + RTP_OFFSET + rtpPorts - 1,
    externalMediaPort: options.externalMediaPort ?? 8090,
    ...(options.tls === true ? { tls: { port: ports.first + 2, ...(await makeKeyPair()) } } : {}),
    ...(options.ariPassword === undefined ? {} : { ariPassword: options.ariPassword }),
    ...(options.extraConfig === undefined ? {} : { extraConfig: options.extraConfig }),
  };
  labsStarted += 1;
  const labDir = `/tmp/cordboard-lab-${String(process.pid)}-${String(labsStarted)}-${String(ports.first)}`;
  const outsideDir = path.join(chroot.dir, labDir);
  try {
    await writeLabConfig(chroot.dir, labDir, settings);
    const etc = path.join(outsideDir, 'etc');
    const files = {
      ari: await readFile(path.join(etc, 'ari.conf'), 'utf8'),
      pjsip: await readFile(path.join(etc, 'pjsip.conf'), 'utf8'),
    };
    const lab = new Lab(chroot, labDir, ports, settings, files);
    await lab.start();
    return lab;
  } catch (error) {
    await rm(outsideDir, { recursive: true, force: true });
    await ports.release();
    throw error;
  }
}

class Lab implements AsteriskLab {
  readonly version: string;
  readonly ariBaseUrl: string;
  readonly username = 'asterisk';
  readonly password: string;
  readonly httpPort: number;
  readonly sipPort: number;
  readonly tls: { readonly port: number; readonly certificate: string } | undefined;
  readonly #chrootDir: string;
  readonly #labDir: string;
  readonly #ports: PortBlock;
  readonly #pjsipConf: string;
  #process: GuardedProcess | undefined;
  #lastLog = '';

  constructor(
    chroot: { readonly dir: string; readonly version: string },
    labDir: string,
    ports: PortBlock,
    settings: LabSettings,
    files: { readonly ari: string; readonly pjsip: string },
  ) {
    this.version = chroot.version;
    this.#chrootDir = chroot.dir;
    this.#labDir = labDir;
    this.#ports = ports;
    this.#pjsipConf = files.pjsip;
    this.httpPort = settings.httpPort;
    this.sipPort = settings.sipPort;
    this.tls =
      settings.tls === undefined
        ? undefined
        : { port: settings.tls.port, certificate: settings.tls.certificate };
    this.ariBaseUrl = `http://127.0.0.1:${String(settings.httpPort)}/ari`;
    this.password = /^password = (.*)$/m.exec(files.ari)?.[1] ?? '';
  }

  get #outsideDir(): string {
    return path.join(this.#chrootDir, this.#labDir);
  }

  get spoolDir(): string {
    return path.join(this.#outsideDir, 'spool');
  }

  pid(): number {
    if (this.#process === undefined) {
      throw new Error('this Asterisk is not running');
    }
    return this.#process.pid;
  }

  phonePassword(user: string): string {
    const found = new RegExp(`^username = ${user}\\npassword = (.*)$`, 'm').exec(
      this.#pjsipConf,
    )?.[1];
    if (found === undefined) {
      throw new Error(`pjsip.conf has no phone ${user}`);
    }
    return found;
  }

  async start(): Promise<void> {
    const conf = `${this.#labDir}/etc/asterisk.conf`;
    const child = await startGuarded('chroot', [this.#chrootDir, 'asterisk', '-f', '-C', conf], {
      scratchDir: this.#outsideDir,
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' },
    });
    this.#process = child;
    let exitCode: number | undefined;
    void child.exited.then((code) => (exitCode = code));
    const deadline = performance.now() + START_TIMEOUT_MS;
    while (!(await this.#answersAri())) {
      if (exitCode !== undefined || performance.now() > deadline) {
        const why =
          exitCode === undefined ? 'did not answer in 30 s' : `ended with ${String(exitCode)}`;
        await child.stop();
        throw new Error(`Asterisk ${why}\n${child.output()}\n${await this.log()}`);
      }
      await sleep(POLL_MS);
    }
    await this.cli('core waitfullybooted');
  }

  async #answersAri(): Promise<boolean> {
    try {
      return (await this.ari('GET', '/asterisk/info')).status === 200;
    } catch {
      return false;
    }
  }

  async cli(command: string): Promise<string> {
    const conf = `${this.#labDir}/etc/asterisk.conf`;
    const { stdout } = await run(
      'chroot',
      [this.#chrootDir, 'asterisk', '-C', conf, '-rx', command],
      {
        timeout: 20_000,
        maxBuffer: 16 * 1024 * 1024,
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' },
      },
    );
    return stdout;
  }

  async ari(
    method: string,
    route: string,
    query: Readonly<Record<string, string>> = {},
    body?: unknown,
  ): Promise<AriAnswer> {
    const url = new URL(`${this.ariBaseUrl}${route}`);
    for (const [name, value] of Object.entries(query)) {
      url.searchParams.set(name, value);
    }
    const login = Buffer.from(`${this.username}:${this.password}`).toString('base64');
    const response = await fetch(url, {
      method,
      headers: {
        authorization: `Basic ${login}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    };
  }

  async #list(route: string): Promise<readonly unknown[]> {
    const { status, body } = await this.ari('GET', route);
    if (!Array.isArray(body)) {
      throw new Error(`GET ${route} answered ${String(status)}`);
    }
    return body as readonly unknown[];
  }

  async countChannels(): Promise<number> {
    return (await this.#list('/channels')).length;
  }

  async countBridges(): Promise<number> {
    return (await this.#list('/bridges')).length;
  }

  async waitUntilIdle(timeoutMs = 5_000): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const left = [...(await this.#list('/channels')), ...(await this.#list('/bridges'))];
      if (left.length === 0) {
        return;
      }
      if (performance.now() > deadline) {
        throw new Error(`left behind: ${JSON.stringify(left, null, 1)}`);
      }
      await sleep(POLL_MS);
    }
  }

  async log(): Promise<string> {
    const file = path.join(this.#outsideDir, 'log', 'full.log');
    return readFile(file, 'utf8').catch(() => this.#lastLog);
  }

  async restart(): Promise<void> {
    await this.#process?.stop();
    await this.start();
  }

  async kill(): Promise<void> {
    const child = this.#process;
    if (child === undefined) {
      return;
    }
    process.kill(child.pid, 'SIGKILL');
    await child.exited;
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (child === undefined) {
      return;
    }
    this.#process = undefined;
    await child.stop();
    this.#lastLog = await this.log();
    await rm(this.#outsideDir, { recursive: true, force: true });
    await this.#ports.release();
  }
}

/** A throwaway key and certificate, valid for a day. */
async function makeKeyPair(): Promise<{ certificate: string; key: string }> {
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const request = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '1',
    '-subj',
    '/CN=localhost',
  ];
  const { stdout } = await run('openssl', [
    ...request,
    '-addext',
    names,
    '-keyout',
    '-',
    '-out',
    '-',
  ]);
  const pem = (kind: string): string =>
    new RegExp(`-----BEGIN ${kind}-----[^]*?-----END ${kind}-----`).exec(stdout)?.[0] ?? '';
  return { certificate: `${pem('CERTIFICATE')}\n`, key: `${pem('PRIVATE KEY')}\n` };
}

/**
 * Removes folders of labs whose process is gone and whose guard could not clean up (power loss,
 * SIGKILL).
 */
async function removeStaleLabs(chrootDir: string): Promise<void> {
  const parent = path.join(chrootDir, 'tmp');
  for (const name of await readdir(parent)) {
    const owner = /^cordboard-lab-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) {
      await rm(path.join(parent, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
