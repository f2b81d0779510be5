import type { VadSettings } from '#main/media/vad/voiceActivityDetector';

/** The voice detection as it is when nothing is configured. */
export const DEFAULT_VAD: VadSettings = {
  energyThreshold: 300,
  adaptiveNoiseFloor: true,
  sileroThreshold: 0.5,
  speechMs: 100,
  silenceMs: 500,
};
