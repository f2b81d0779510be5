/** Entry of both worker threads of the store; `workerData.role` says which one this is. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Operations, ReplyMessage, RequestMessage, WorkerRole } from '../historyMessages';
import { faultOf } from './fault';
import { createRecordEngine } from './recordEngine';
import { createUpkeepEngine } from './upkeepEngine';

const { role } = workerData as { readonly role: WorkerRole };
const operations: Operations = role === 'record' ? createRecordEngine() : createUpkeepEngine();

function answer({ id, operation, args }: RequestMessage): ReplyMessage {
  try {
    const run = operations[operation];
    if (run === undefined) {
      throw new Error(`There is no operation ${operation}.`);
    }
    return { id, ok: true, value: run(args as never) };
  } catch (error) {
    return { id, ok: false, fault: faultOf(error) };
  }
}

parentPort?.on('message', (request: RequestMessage) => {
  parentPort?.postMessage(answer(request));
});
