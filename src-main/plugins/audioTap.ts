/** The audio of one call on its way to plugins, in pieces of 100 ms: each wakes a thread. */
import type { FrameTap } from '#main/call/talk/audio/frameTaps';
import { copySamples } from '#main/media/audio/pcm';
import { FRAME_MS, FRAME_SAMPLES } from '#model/audio';
import type { CallId } from '#model/call';
import type { AudioMessage } from './messages';

const FRAMES = 5;

/** Makes a tap that sends messages. Each has memory of its own, which can be transferred. */
export function createAudioTap(callId: CallId, send: (message: AudioMessage) => void): FrameTap {
  let samples = new Int16Array(FRAMES * 2 * FRAME_SAMPLES);
  let heardFlags: boolean[] = [];
  let startMs: number | null = null;
  return (caller, heard, atMs) => {
    startMs ??= atMs;
    const at = heardFlags.length * 2 * FRAME_SAMPLES;
    copySamples(caller, samples, at);
    if (heard !== null) {
      copySamples(heard, samples, at + FRAME_SAMPLES);
    }
    heardFlags.push(heard !== null);
    if (heardFlags.length === FRAMES) {
      send({
        type: 'audio',
        callId,
        atMs: Math.round(atMs - startMs) - (FRAMES - 1) * FRAME_MS,
        samples,
        heard: heardFlags,
      });
      samples = new Int16Array(FRAMES * 2 * FRAME_SAMPLES);
      heardFlags = [];
    }
  };
}
