import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap grow to twice what was alive, about 60 MB more, before V8 goes over the whole of
 * it. By itself V8 begins after 8 MB, in which it counts the buffers beside the heap: with 200
 * calls every two seconds, for 10 to 20 ms at a stretch. Only for plain Node, which lets flags be
 * set after the start; V8 may end another program for it.
 */
export function growHeapFreely(): void {
  setFlagsFromString('--heap-growing-percent=100');
}

/** Messages of less than half of it share it, bytes. */
const POOL_BYTES = 64 * 1024;

/**
 * Lets the messages to Gemini (4 to 12 KB with their audio) share blocks of memory. Node shares
 * blocks of 8 KB, so that each message would have one of its own: with 100 calls in Electron, whose
 * buffers lie in a place of V8's, making them took 9 to 13 % of the main thread's time.
 */
export function shareBuffers(): void {
  Buffer.poolSize = POOL_BYTES;
}
