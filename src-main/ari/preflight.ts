import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fail, ok, type Result } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';
import {
  type AsteriskVersion,
  judgeAsteriskVersion,
  parseAsteriskVersion,
  REQUIRED_VERSIONS,
} from './asteriskVersion';
import type { AriAnswer, AriEndpoint } from './endpoint';
import { AriHttp } from './http';
import { loginError, notAri } from './httpErrors';

/** Something about this Asterisk that stands in the way. */
type AriProblem = {
  /**
   * `error`: no call can be handled. `warning`: some transport will not work, or Asterisk is
   * unsafe.
   */
  readonly severity: 'error' | 'warning';
  /** What is wrong and what to do. */
  readonly said: Phrase;
};

/** What is known about an Asterisk that answered. */
export type AriFacts = {
  /** Short version, e.g. "22.10.1". */
  readonly version: string;
  /**
   * State by file name of the modules that matter, e.g. `chan_websocket.so` -> `Running`, as far as
   * Asterisk has them.
   */
  readonly modules: Readonly<Record<string, string>>;
  readonly problems: readonly AriProblem[];
};

/** Limit of one request of the preflight, ms. */
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
 * Checks Asterisk before anything is connected: reachable, TLS trusted, login accepted, ARI on,
 * version, modules, and whether the user may write (Asterisk REST API, "Asterisk" and "Channels").
 * Changes nothing. Fails with `config`, `network`, `timeout`, `auth`, `not-found` (ARI is off) or
 * `protocol`; each message says what to do.
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
  // No channel has this id. A user with write access gets 404, a user without gets 403 (res_ari.c,
  // before any lookup).
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

/** States of the modules that matter; null when Asterisk does not list its modules. */
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
  return missing.map((module) => ({
    severity: 'error',
    said: phrase('ari.module-missing', { module }),
  }));
}

function versionProblems(parsed: AsteriskVersion): readonly AriProblem[] {
  const version = parsed.text;
  const required = REQUIRED_VERSIONS;
  switch (judgeAsteriskVersion(parsed)) {
    case 'recommended':
      return [];
    case 'too-old':
      return [{ severity: 'warning', said: phrase('ari.version-too-old', { version, required }) }];
    case 'insecure':
      return [{ severity: 'warning', said: phrase('ari.version-insecure', { version }) }];
    case 'unknown':
      return [{ severity: 'warning', said: phrase('ari.version-unknown', { version, required }) }];
  }
}

function writeProblems(answer: AriAnswer, username: string): readonly AriProblem[] {
  if (answer.status !== 403) {
    return [];
  }
  return [{ severity: 'error', said: phrase('ari.read-only-user', { username }) }];
}
