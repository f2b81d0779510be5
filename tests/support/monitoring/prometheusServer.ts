/** A real Prometheus (Debian package `prometheus`) on loopback that scrapes one target. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GuardedProcess, startGuarded } from '../asterisk/guardedProcess';
import { reservePorts } from '../asterisk/portBlock';

/** One series of an answer: labels, and its value at the moment of the query. */
type Sample = { readonly metric: Record<string, string>; readonly value: number };

export type PrometheusServer = {
  /** Evaluates an expression now. Throws what Prometheus says when the expression is wrong. */
  query(expression: string): Promise<readonly Sample[]>;
  /** Values of a label, of the series that fit. */
  labelValues(label: string, match: string): Promise<readonly string[]>;
  stop(): Promise<void>;
};

/**
 * Starts it and waits until it answers. @param target host:port of what is scraped every second as
 * job `cordboard`.
 */
export async function startPrometheus(target: string): Promise<PrometheusServer> {
  const folder = await mkdtemp(join(tmpdir(), 'cordboard-prometheus-'));
  const ports = await reservePorts(1);
  const address = `127.0.0.1:${String(ports.first)}`;
  const config = join(folder, 'prometheus.yml');
  await writeFile(
    config,
    `global:\n  scrape_interval: 1s\nscrape_configs:\n  - job_name: cordboard\n    static_configs:\n      - targets: ['${target}']\n`,
  );
  const server = await startGuarded(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${address}`,
    ],
    { scratchDir: folder },
  );
  const stop = async (): Promise<void> => {
    await server.stop();
    await ports.release();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(address, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    query: async (expression) => {
      const url = `http://${address}/api/v1/query?query=${encodeURIComponent(expression)}`;
      const { result } = await ask<{
        result: readonly { metric: Record<string, string>; value: readonly [number, string] }[];
      }>(url);
      return result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
    },
    labelValues: (label, match) =>
      ask(`http://${address}/api/v1/label/${label}/values?match[]=${encodeURIComponent(match)}`),
    stop,
  };
}

async function untilReady(address: string, server: GuardedProcess): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const ready = await fetch(`http://${address}/-/ready`).catch(() => null);
    if (ready?.ok === true) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Prometheus did not become ready:\n${server.output().slice(-4_000)}`);
}

async function ask<T>(url: string): Promise<T> {
  const answer = (await (await fetch(url)).json()) as
    { status: 'success'; data: T } | { status: 'error'; error: string };
  if (answer.status === 'error') {
    throw new Error(`${answer.error} (${decodeURIComponent(url)})`);
  }
  return answer.data;
}
