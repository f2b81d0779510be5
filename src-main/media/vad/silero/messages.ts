/**
 * Messages between the thread of the calls and the thread of the model. Audio and answers go
 * through shared memory (HopRing).
 */

/** What the model's thread is started with. */
export type SileroWorkerData = {
  /** Content of the model's file (ONNX). */
  readonly model: Uint8Array;
  /** One Int32: 1 while a `wake` is on its way, so that there is only one at a time. */
  readonly bell: SharedArrayBuffer;
};

/** To the model's thread. */
export type SileroRequest =
  /** A call begins: its hops come through this memory. */
  | { readonly kind: 'open'; readonly id: number; readonly memory: SharedArrayBuffer }
  | { readonly kind: 'close'; readonly id: number }
  /** There are hops without an answer. */
  | { readonly kind: 'wake' }
  /**
   * The thread ends itself. It must not be terminated: onnxruntime aborts the process when its
   * thread ends in the middle of a run.
   */
  | { readonly kind: 'end' };

/** From the model's thread. */
export type SileroReply =
  | { readonly kind: 'ready' }
  /** The model cannot be loaded on this machine. */
  | { readonly kind: 'unusable'; readonly message: string }
  /** Some hops have been answered. */
  | { readonly kind: 'answered' };
