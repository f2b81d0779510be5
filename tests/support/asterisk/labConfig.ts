/**
 * Makes a lab's configuration folder: the shipped files of `asterisk-config/` with only the ports
 * (and what a test asks for) changed, laid over the distribution's default files as on a real PBX.
 */
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { shippedConfigDir } from './chroot';

/** What differs between the shipped files and one lab. */
export type LabSettings = {
  readonly httpPort: number;
  readonly sipPort: number;
  readonly rtpFirstPort: number;
  readonly rtpLastPort: number;
  /** TCP port of the program under test for the websocket-listen transport. */
  readonly externalMediaPort: number;
  /**
   * Port and key pair for the TLS lines that http.conf shows; they stay commented out when absent.
   */
  readonly tls?: { readonly port: number; readonly certificate: string; readonly key: string };
  /** Replaces the placeholder ARI password when set. */
  readonly ariPassword?: string;
  /**
   * Whole additional files by name (`chan_websocket.conf`), or text appended to a shipped file of
   * that name.
   */
  readonly extraConfig?: Readonly<Record<string, string>>;
};

type Patch = { readonly from: RegExp; readonly to: string };

/** Modules that would open ports of their own, need a network or only slow the start down. */
// prettier-ignore
const NOLOAD = [
  'chan_console',
  'chan_iax2',
  'chan_motif',
  'chan_unistim',
  'pbx_dundi',
  'pbx_lua',
  'pbx_ael',
  'pbx_realtime',
  'res_calendar',
  'res_calendar_caldav',
  'res_calendar_ews',
  'res_calendar_exchange',
  'res_calendar_icalendar',
  'res_config_ldap',
  'res_config_odbc',
  'res_config_pgsql',
  'res_config_sqlite3',
  'res_config_curl',
  'res_odbc',
  'res_odbc_transaction',
  'res_hep',
  'res_hep_pjsip',
  'res_hep_rtcp',
  'res_snmp',
  'res_statsd',
  'res_xmpp',
  'res_smdi',
  'res_phoneprov',
  'res_pjsip_phoneprov_provider',
  'res_prometheus',
  'res_resolver_unbound',
  'app_voicemail',
  'app_voicemail_odbc',
  'app_minivm',
  'app_jack',
  'app_festival',
  'app_alarmreceiver',
  'app_queue',
  'app_agent_pool',
  'app_followme',
  'app_sla',
  'app_adsiprog',
  'app_getcpeid',
  'app_amd',
  'cdr_adaptive_odbc',
  'cdr_csv',
  'cdr_custom',
  'cdr_manager',
  'cdr_odbc',
  'cdr_pgsql',
  'cdr_radius',
  'cdr_sqlite3_custom',
  'cdr_tds',
  'cel_custom',
  'cel_manager',
  'cel_odbc',
  'cel_pgsql',
  'cel_radius',
  'cel_sqlite3_custom',
  'cel_tds',
  'func_odbc',
  'res_adsi',
  'res_stun_monitor',
  'res_fax',
  'res_fax_spandsp',
] as const;

/** Regular expression of a `key = value` line that occurs exactly once in its file. */
function line(key: string, value: string): RegExp {
  return new RegExp(`^${key} *= *${value.replaceAll('.', '\\.')}$`, 'm');
}

function patchesFor(
  settings: LabSettings,
  etc: string,
): Readonly<Record<string, readonly Patch[]>> {
  return {
    'http.conf': [
      { from: line('bindport', '8088'), to: `bindport = ${String(settings.httpPort)}` },
      ...tlsPatches(settings, etc),
    ],
    'pjsip.conf': [
      { from: line('bind', '127.0.0.1:5060'), to: `bind = 127.0.0.1:${String(settings.sipPort)}` },
    ],
    'rtp.conf': [
      { from: line('rtpstart', '10000'), to: `rtpstart = ${String(settings.rtpFirstPort)}` },
      { from: line('rtpend', '20000'), to: `rtpend = ${String(settings.rtpLastPort)}` },
    ],
    'websocket_client.conf': [
      {
        from: line('uri', 'ws://127.0.0.1:8090/external_media'),
        to: `uri = ws://127.0.0.1:${String(settings.externalMediaPort)}/external_media`,
      },
    ],
    'ari.conf':
      settings.ariPassword === undefined
        ? []
        : [{ from: /^password = .*$/m, to: `password = ${settings.ariPassword}` }],
  };
}

/** Takes the semicolons from the TLS lines. */
function tlsPatches(settings: LabSettings, etc: string): readonly Patch[] {
  if (settings.tls === undefined) {
    return [];
  }
  return [
    { from: /^;tlsenable = yes$/m, to: 'tlsenable = yes' },
    { from: /^;tlsbindaddr = .*$/m, to: `tlsbindaddr = 127.0.0.1:${String(settings.tls.port)}` },
    { from: /^;tlscertfile = .*$/m, to: `tlscertfile = ${etc}/tls.crt` },
    { from: /^;tlsprivatekey = .*$/m, to: `tlsprivatekey = ${etc}/tls.key` },
    { from: /^;tlsdisablev1 = yes$/m, to: 'tlsdisablev1 = yes' },
    { from: /^;tlsdisablev11 = yes$/m, to: 'tlsdisablev11 = yes' },
  ];
}

/**
 * Applies the patches; each must hit exactly one line, so that a changed shipped file is noticed.
 */
export function applyPatches(fileName: string, text: string, patches: readonly Patch[]): string {
  return patches.reduce((current, patch) => {
    const hits = current.match(new RegExp(patch.from.source, 'gm'))?.length ?? 0;
    if (hits !== 1) {
      throw new Error(
        `${fileName}: expected exactly one line like ${patch.from.source}, found ${String(hits)}`,
      );
    }
    return current.replace(patch.from, patch.to);
  }, text);
}

/**
 * Writes the configuration of one lab below `chrootDir` + `labDir`; returns the shipped files'
 * names.
 */
export async function writeLabConfig(
  chrootDir: string,
  labDir: string,
  settings: LabSettings,
): Promise<readonly string[]> {
  const outside = path.join(chrootDir, labDir);
  const etc = path.join(outside, 'etc');
  for (const folder of [
    'etc',
    'run',
    'log',
    'db',
    'spool',
    'spool/recording',
    'cache',
    'db/keys',
  ]) {
    await mkdir(path.join(outside, folder), { recursive: true });
  }
  await copyDistributionFiles(path.join(chrootDir, 'etc/asterisk'), etc);
  const shipped = (await readdir(shippedConfigDir)).filter((name) => name.endsWith('.conf'));
  const patches = patchesFor(settings, `${labDir}/etc`);
  for (const name of shipped) {
    const text = await readFile(path.join(shippedConfigDir, name), 'utf8');
    await writeFile(path.join(etc, name), applyPatches(name, text, patches[name] ?? []));
  }
  await writeFile(
    path.join(etc, 'asterisk.conf'),
    asteriskConf(labDir, await moduleDirOf(chrootDir)),
  );
  await writeFile(path.join(etc, 'logger.conf'), LOGGER_CONF);
  await writeFile(path.join(etc, 'modules.conf'), modulesConf());
  if (settings.tls !== undefined) {
    await writeFile(path.join(etc, 'tls.crt'), settings.tls.certificate);
    await writeFile(path.join(etc, 'tls.key'), settings.tls.key, { mode: 0o600 });
  }
  for (const [name, text] of Object.entries(settings.extraConfig ?? {})) {
    await writeFile(path.join(etc, name), `\n${text}\n`, { flag: 'a' });
  }
  return shipped;
}

/**
 * The PBX our files are merged into: the distribution's own defaults, so that no module misses its
 * file.
 */
async function copyDistributionFiles(from: string, to: string): Promise<void> {
  const names = (await readdir(from)).filter((name) => name.endsWith('.conf'));
  await Promise.all(names.map((name) => copyFile(path.join(from, name), path.join(to, name))));
}

/**
 * The module folder depends on the machine's architecture: take it from the distribution's own
 * file.
 */
async function moduleDirOf(chrootDir: string): Promise<string> {
  const text = await readFile(path.join(chrootDir, 'etc/asterisk/asterisk.conf'), 'utf8');
  const found = /^astmoddir *=>? *(\S+)/m.exec(text)?.[1];
  if (found === undefined) {
    throw new Error('the chroot has no astmoddir in /etc/asterisk/asterisk.conf');
  }
  return found;
}

function asteriskConf(labDir: string, moduleDir: string): string {
  return `[directories]
astetcdir => ${labDir}/etc
astmoddir => ${moduleDir}
astvarlibdir => /var/lib/asterisk
astdbdir => ${labDir}/db
astkeydir => ${labDir}/db
astdatadir => /usr/share/asterisk
astagidir => /usr/share/asterisk/agi-bin
astspooldir => ${labDir}/spool
astcachedir => ${labDir}/cache
astrundir => ${labDir}/run
astlogdir => ${labDir}/log

[options]
nocolor = yes
verbose = 3
`;
}

const LOGGER_CONF = `[general]
dateformat = %F %T.%3q
[logfiles]
full.log = notice,warning,error,verbose(3),security
`;

function modulesConf(): string {
  return ['[modules]', 'autoload = yes', ...NOLOAD.map((name) => `noload = ${name}.so`), ''].join(
    '\n',
  );
}
