/**
 * The bundle for people who help from afar: versions, machine, settings, health and log. It can be
 * passed on: it holds no secret and nothing personal.
 */
import { readdir, rm } from 'node:fs/promises';
import { arch, cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LogRing } from '#main/observability/logRing';
import { redactFields, type RedactOptions, redactText } from '#main/observability/redact';
import { writeAtomically } from '#main/util/atomicFile';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { Health } from '#model/health';
import type { LogLine } from '#model/log';
import { phrase, wordsOf } from '#model/phrases/phrase';
import type { SettingView } from '#model/settings';

/** Number of log lines in a bundle: the newest ones. */
const LINES = 500;

/** Lines redacted in one go. In between, the event loop serves the calls. */
const LINES_AT_ONCE = 25;

/** Number of bundles that are kept; older ones are deleted. */
const KEPT = 5;

export type DiagnosticsParts = {
  /** Bundles go to the folder `diagnostics` in it. */
  readonly dataDir: string;
  readonly version: string;
  readonly ring: Pick<LogRing, 'tail'>;
  readonly settings: { list(): readonly SettingView[]; readonly secrets: readonly string[] };
  readonly health: () => Health;
  /** Calls that are not over. */
  readonly liveCalls: () => number;
};

export type Bundle = { readonly path: string; readonly text: string };

/**
 * Writes a bundle. Nothing personal is in it, whatever LOG_LEVEL is: no numbers, no names, nothing
 * that was said; and no secret. Fails with `refused` when the data folder cannot be written.
 */
export async function packDiagnostics(parts: DiagnosticsParts): Promise<Result<Bundle>> {
  const now = new Date();
  const text = `${JSON.stringify(await bundle(parts, now), null, 2)}\n`;
  const folder = join(parts.dataDir, 'diagnostics');
  const stamp = now.toISOString().replaceAll(/[:.]/g, '-');
  const path = join(folder, `cordboard-diagnostics-${stamp}.json`);
  const written = await writeAtomically(path, text);
  if (!written.ok) {
    const { cause } = written.error;
    const said = phrase('diagnostics.not-written', { folder, why: messageOf(cause) });
    return fail(cordboardError('refused', said, { cause }));
  }
  // The bundle is there: an old one too many is no reason to withhold it.
  await removeOld(folder).catch(() => undefined);
  return ok({ path, text });
}

async function bundle(parts: DiagnosticsParts, now: Date): Promise<object> {
  const redact: RedactOptions = { showPersonal: false, secrets: () => parts.settings.secrets };
  const { lines } = parts.ring.tail({ after: 0, level: 'debug', call: '', limit: LINES });
  return {
    made: now.toISOString(),
    versions: {
      cordboard: parts.version,
      electron: process.versions['electron'],
      chrome: process.versions['chrome'],
      node: process.versions.node,
    },
    machine: {
      platform: process.platform,
      release: release(),
      arch: arch(),
      processors: cpus().length,
      memoryBytes: totalmem(),
    },
    process: {
      uptimeSeconds: Math.round(process.uptime()),
      residentBytes: process.memoryUsage.rss(),
      liveCalls: parts.liveCalls(),
    },
    health: redactFields(parts.health(), redact),
    settings: parts.settings.list().map((setting) => shownSetting(setting, redact)),
    log: await shownLines(lines, redact),
  };
}

/**
 * Settings whose value may be private although it is no secret. A bundle says only whether they are
 * set.
 */
const PRIVATE_SETTINGS = new Set(['WEBHOOK_URLS', 'GEMINI_SYSTEM_INSTRUCTION']);

function shownSetting(
  { name, value, source, pending, problem, secret }: SettingView,
  { secrets }: RedactOptions,
): object {
  const hidden = secret || PRIVATE_SETTINGS.has(name);
  const shown = (text: string): string =>
    text === '' ? '' : hidden ? '(set)' : redactText(text, secrets());
  const next = pending === null ? {} : { afterRestart: shown(pending.value) };
  const wrong = problem === null ? {} : { problem: redactText(wordsOf(problem), secrets()) };
  return { name, value: shown(value), source, ...next, ...wrong };
}

/** The lines without secrets and personal data, which the log itself holds at DEBUG. */
async function shownLines(
  lines: readonly LogLine[],
  redact: RedactOptions,
): Promise<readonly object[]> {
  const shown: object[] = [];
  for (const [index, { text }] of lines.entries()) {
    if (index % LINES_AT_ONCE === 0) {
      await nextTurn();
    }
    shown.push(redactFields(fieldsOf(text), redact));
  }
  return shown;
}

function fieldsOf(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return { text };
  }
}

async function removeOld(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('cordboard-diagnostics-'));
  // The names sort by time.
  for (const name of names.toSorted().slice(0, -KEPT)) {
    await rm(join(folder, name), { force: true });
  }
}
