/** Where the time of a CPU profile goes, by function, with the names of the sources. */
import { readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CpuProfile } from './probe';

/** One function's own time, without that of what it calls. */
export type SelfTime = {
  /** `function file:line`, or what the engine itself does: `(garbage collector)`. */
  readonly name: string;
  /** Of the profiled time. */
  readonly percent: number;
};

type CallFrame = CpuProfile['nodes'][number]['callFrame'];

/** The engine waits: no work of anybody. */
const IDLE = '(idle)';

/** The functions by their own time, the greatest first; without idle time. */
export async function selfTimes(
  { nodes, samples, timeDeltas }: CpuProfile,
  nameOf: (frame: CallFrame) => Promise<string>,
): Promise<readonly SelfTime[]> {
  const usById = new Map<number, number>();
  samples.forEach((id, index) => {
    usById.set(id, (usById.get(id) ?? 0) + (timeDeltas[index] ?? 0));
  });
  const total = timeDeltas.reduce((sum, us) => sum + us, 0);
  const usByName = new Map<string, number>();
  for (const { id, callFrame } of nodes) {
    const us = usById.get(id) ?? 0;
    if (us > 0 && callFrame.functionName !== IDLE) {
      const name = await nameOf(callFrame);
      usByName.set(name, (usByName.get(name) ?? 0) + us);
    }
  }
  return [...usByName]
    .map(([name, us]) => ({ name, percent: (100 * us) / total }))
    .sort((a, b) => b.percent - a.percent);
}

/** Names frames by the source maps that lie beside the built files; each map is read once. */
export function createFrameNames(
  /** The built file of a script, or null for one that is no file. */
  fileOf: (url: string) => string | null,
): (frame: CallFrame) => Promise<string> {
  const maps = new Map<string, Promise<SourceMap | null>>();
  return async ({ functionName, url, lineNumber, columnNumber }) => {
    const called = functionName === '' ? '(anonymous)' : functionName;
    if (url === '') {
      return called;
    }
    const file = fileOf(url);
    const built = `${called} ${path.basename(url)}:${lineNumber + 1}`;
    if (file === null) {
      return built;
    }
    const map = maps.get(file) ?? readMap(file);
    maps.set(file, map);
    const entry = (await map)?.findEntry(lineNumber, columnNumber);
    return entry === undefined || !('originalSource' in entry)
      ? built
      : `${called} ${shortSource(entry.originalSource)}:${entry.originalLine + 1}`;
  };
}

/** The built file of a script of the main process. */
export function fileOfMainScript(url: string): string | null {
  return url.startsWith('file:') ? fileURLToPath(url) : url.startsWith('/') ? url : null;
}

async function readMap(file: string): Promise<SourceMap | null> {
  const text = await readFile(`${file}.map`, 'utf8').catch(() => null);
  return text === null ? null : new SourceMap(JSON.parse(text) as never);
}

/** From the package or the layer on. */
function shortSource(source: string): string {
  return source.replace(/^.*node_modules\//, '').replace(/^(\.\.\/)+/, '');
}
