/**
 * The graph of who imports whom, layer by layer, in Mermaid's language. It is made from what the
 * layer check saw, so docs/architecture.md cannot say anything else.
 */

/** @typedef {{ source: string, dependencies: { resolved: string }[] }} Module */

/** @param {string} file */
function layerOf(file) {
  const inner = /^src-main\/([^/]+)\//.exec(file);
  if (inner !== null) {
    return inner[1];
  }
  const outer = /^(electron\/contract|electron|renderer)\//.exec(file);
  return outer === null ? null : outer[1];
}

/**
 * @param {readonly Module[]} modules
 * @returns {Map<string, Set<string>>} the layers that each layer imports
 */
function arrowsOf(modules) {
  /** @type {Map<string, Set<string>>} */
  const arrows = new Map();
  for (const { source, dependencies } of modules) {
    const from = layerOf(source);
    if (from === null) {
      continue;
    }
    const to = arrows.get(from) ?? new Set();
    arrows.set(from, to);
    for (const { resolved } of dependencies) {
      const layer = layerOf(resolved);
      if (layer !== null && layer !== from) {
        to.add(layer);
      }
    }
  }
  return arrows;
}

/**
 * @param {Map<string, Set<string>>} arrows
 * @param {string} from
 * @param {string} to
 * @returns {boolean} whether `to` is reached from `from` by way of another layer
 */
function isReachedOtherwise(arrows, from, to) {
  const seen = new Set();
  const waiting = [...(arrows.get(from) ?? [])].filter((next) => next !== to);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === to) {
      return true;
    }
    if (!seen.has(next)) {
      seen.add(next);
      waiting.push(...(arrows.get(next) ?? []));
    }
  }
  return false;
}

/**
 * The graph, without the arrows that follow from others: `A --> B` where A imports B, and no way
 * from A to B leads through another layer.
 *
 * @param {readonly Module[]} modules
 */
export function layerGraph(modules) {
  const arrows = arrowsOf(modules);
  const lines = [...arrows]
    .flatMap(([from, targets]) =>
      [...targets]
        .filter((to) => !isReachedOtherwise(arrows, from, to))
        .map((to) => `  ${from} --> ${to}`),
    )
    .sort();
  return ['```mermaid', 'flowchart TD', ...lines, '```'].join('\n');
}

const BEGIN = '<!-- layers: written by `node build/layers.mjs --write-graph` -->';
const END = '<!-- /layers -->';

/**
 * @param {string} document
 * @param {string} graph
 * @returns {string} the document with this graph between its marks
 */
export function withGraph(document, graph) {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  return begin === -1 || end === -1
    ? document
    : `${document.slice(0, begin + BEGIN.length)}\n\n${graph}\n\n${document.slice(end)}`;
}
