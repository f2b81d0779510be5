import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fail, ok, type Result } from '#main/util/result';
import { judgeAsteriskVersion, parseAsteriskVersion, REQUIRED_VERSIONS } from './asteriskVersion';
import type { AriAnswer, AriEndpoint } from './endpoint';
import { AriHttp } from './http';
import { loginError, notAri } from './httpErrors';

/** Something about this Asterisk that stands in the way, and what to do. */
export type AriProblem = {
  /** `error`: no call can be handled. `warning`: some transport will not work, or it is unsafe. */
  readonly severity: 'error' | 'warning';
  readonly code:
    | 'version-too-old'
    | 'version-insecure'
    | 'version-unknown'
    | 'module-missing'
    | 'read-only-user';
  readonly message: string;
};

/** What is known about an Asterisk that answered. */
export type AriFacts = {
  /** Short version, e.g. "22.10.1". */
  readonly version: string;
  /** State of the modules that matter by file name, e.g. `chan_websocket.so` -> `Running`; absent ones are left out. */
  readonly modules: Readonly<Record<string, string>>;
  readonly problems: readonly AriProblem[];
};

/** Limit of each of the preflight's requests, ms. */
const PREFLIGHT_TIMEOUT_MS = 5_000;

/** Modules without which nothing works. */
const NEEDED_MODULES = [
  'app_stasis.so',
  'res_ari_applications.so',
  'res_ari_bridges.so',
  'res_ari_channels.so',
  'res_ari_events.so',
];

/** Modules that carry media; one of them is enough. */
const MEDIA_MODULES = ['chan_websocket.so', 'chan_rtp.so', 'chan_audiosocket.so'];

const infoSchema = z.object({ system: z.object({ version: z.string() }) });
const modulesSchema = z.array(z.object({ name: z.string(), status: z.string() }));

/**
 * Looks at Asterisk before anything is connected: reachable, TLS trusted, login accepted, ARI on, version, modules, and
 * whether the user may write (Asterisk REST API, "Asterisk" and "Channels"). Changes nothing. Fails with `config`, `network`,
 * `timeout`, `auth`, `not-found` (ARI is off) or `protocol`; each message says what to do.
 */
export async function preflightAri(
  options: AriEndpoint & { readonly signal?: AbortSignal },
): Promise<Result<AriFacts>> {
  const http = new AriHttp(options);
  const ask = (method: 'GET' | 'DELETE', path: string) =>
    http.request({
      method,
      path,
      timeoutMs: PREFLIGHT_TIMEOUT_MS,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
  const info = await ask('GET', '/asterisk/info');
  if (!info.ok) {
    return info;
  }
  const refusal = loginError(info.value, options);
  if (refusal !== null) {
    return fail(refusal);
  }
  const facts = infoSchema.safeParse(info.value.body);
  if (!facts.success) {
    return fail(notAri(options.baseUrl));
  }
  // Nothing has this id: a user who may write gets 404, one who may only read gets 403 (res_ari.c, before any lookup).
  const [modules, write] = await Promise.all([
    ask('GET', '/asterisk/modules'),
    ask('DELETE', `/channels/${randomUUID()}`),
  ]);
  if (!modules.ok) {
    return modules;
  }
  if (!write.ok) {
    return write;
  }
  const states = moduleStates(modules.value);
  const version = parseAsteriskVersion(facts.data.system.version);
  return ok({
    version: version.text,
    modules: states ?? {},
    problems: [
      ...versionProblems(version),
      ...(states === null ? [] : moduleProblems(states)),
      ...writeProblems(write.value, options.username),
    ],
  });
}

/** States of the modules that matter; null when Asterisk does not tell. */
function moduleStates(answer: AriAnswer): Readonly<Record<string, string>> | null {
  const list = modulesSchema.safeParse(answer.body);
  if (answer.status !== 200 || !list.success) {
    return null;
  }
  const wanted = new Set([...NEEDED_MODULES, ...MEDIA_MODULES]);
  return Object.fromEntries(
    list.data.filter(({ name }) => wanted.has(name)).map(({ name, status }) => [name, status]),
  );
}

function moduleProblems(states: Readonly<Record<string, string>>): readonly AriProblem[] {
  const runs = (name: string): boolean => states[name] === 'Running';
  const missing = NEEDED_MODULES.filter((name) => !runs(name));
  if (!MEDIA_MODULES.some(runs)) {
    missing.push(MEDIA_MODULES[0] ?? '');
  }
  return missing.map((name) => ({
    severity: 'error',
    code: 'module-missing',
    message: `Asterisk runs without ${name}; Cordboard cannot work without it. Load it: module load ${name} (and remove any noload line in modules.conf).`,
  }));
}

function versionProblems(version: ReturnType<typeof parseAsteriskVersion>): readonly AriProblem[] {
  switch (judgeAsteriskVersion(version)) {
    case 'recommended':
      return [];
    case 'too-old':
      return [
        {
          severity: 'warning',
          code: 'version-too-old',
          message: `Asterisk ${version.text} is too old for WebSocket media; RTP or AudioSocket can carry the audio instead. Better upgrade to ${REQUIRED_VERSIONS}.`,
        },
      ];
    case 'insecure':
      return [
        {
          severity: 'warning',
          code: 'version-insecure',
          message: `Asterisk ${version.text} has known security holes in ARI. Upgrade to 22.10.1, 20.20.1, 23.4.1 or later.`,
        },
      ];
    case 'unknown':
      return [
        {
          severity: 'warning',
          code: 'version-unknown',
          message: `Asterisk calls its version "${version.text}": cannot tell whether it is at least ${REQUIRED_VERSIONS}.`,
        },
      ];
  }
}

function writeProblems(answer: AriAnswer, username: string): readonly AriProblem[] {
  if (answer.status !== 403) {
    return [];
  }
  return [
    {
      severity: 'error',
      code: 'read-only-user',
      message: `ARI user "${username}" may only read. Set read_only=no for it in ari.conf and reload res_ari.`,
    },
  ];
}
