/**
 * What is bundled to measure many calls: name of the bundle to source file. The scripts of
 * `loadCordboard`'s threads are looked for beside it, as it has no time to bundle them itself.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const LOAD_PROGRAMS = {
  loadCordboard: 'tests/bench/programs/loadCordboard.ts',
  historyWorker: 'src-main/store/worker/worker.ts',
  pluginWorker: 'src-main/plugins/worker.ts',
  sileroWorker: 'src-main/media/vad/silero/worker.ts',
  loadPeer: 'tests/bench/programs/loadPeer.ts',
  passThrough: 'tests/bench/programs/passThrough.ts',
};
