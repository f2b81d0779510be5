/** Entry of a plugin's thread: loads the module, lets it register, then passes messages. */
import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '#main/util/errors';
import { phrase, wordsOf } from '#model/phrases/phrase';
import type { CordboardPlugin } from './cordboardPipeline';
import type { FromPlugin, PluginWorkerData, ToPlugin } from './messages';
import { PluginThread } from './thread';

const { moduleUrl, calls } = workerData as PluginWorkerData;

const post = (message: FromPlugin): void => {
  parentPort?.postMessage(message);
};

const thread = new PluginThread(calls, post);

async function load(): Promise<void> {
  const module = (await import(/* @vite-ignore */ moduleUrl)) as { readonly plugin?: unknown };
  if (typeof module.plugin !== 'function') {
    throw new Error(wordsOf(phrase('plugin.no-function')));
  }
  await (module.plugin as CordboardPlugin)(thread);
}

parentPort?.on('message', (message: ToPlugin) => {
  thread.receive(message);
});

try {
  await load();
  post(thread.begin());
} catch (error) {
  post({ type: 'failed', message: messageOf(error).slice(0, 4_000) });
}
