/** Tries the microphone and the speaker of this machine. */

export type Microphone = {
  readonly label: string;
  readonly close: () => void;
};

/** Loudness at which the meter is full, as a root mean square of samples from -1 to 1. */
const FULL_RMS = 0.25;

const TONE_HZ = 660;
const TONE_S = 0.6;
const TONE_GAIN = 0.2;

/**
 * Opens the system's microphone and tells its level, 0 to 1, with every picture. Rejects as
 * getUserMedia does (Media Capture and Streams).
 */
export async function openMicrophone(onLevel: (level: number) => void): Promise<Microphone> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let frame = 0;
  const look = (): void => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    onLevel(Math.min(1, Math.sqrt(power) / FULL_RMS));
    frame = requestAnimationFrame(look);
  };
  look();
  return {
    label: stream.getAudioTracks()[0]?.label ?? '',
    close: () => {
      cancelAnimationFrame(frame);
      for (const track of stream.getTracks()) {
        track.stop();
      }
      void context.close();
    },
  };
}

/** Plays a short tone on the system's speaker. Resolves when it is over. */
export async function playTone(): Promise<void> {
  const context = new AudioContext();
  const tone = new OscillatorNode(context, { frequency: TONE_HZ });
  const over = new Promise((resolve) => {
    tone.addEventListener('ended', resolve);
  });
  tone.connect(new GainNode(context, { gain: TONE_GAIN })).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + TONE_S);
  await over;
  await context.close();
}
