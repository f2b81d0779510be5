import { Loudness } from '#main/media/audio/loudness';
import type { VoiceActivityDetector } from '#main/media/vad/voiceActivityDetector';

/** RMS of 16-bit PCM, 0..32768. */
export function rmsOfPcm(pcm: Buffer): number {
  return new Loudness().measure(pcm).rms;
}

/** Gives a detector a frame with the RMS that it has. */
export function hear(
  detector: VoiceActivityDetector,
  frame: Buffer,
  atMs: number,
  echoFloor: number,
): void {
  detector.push(frame, rmsOfPcm(frame), atMs, echoFloor);
}
