const TONE_HZ = 660;
const TONE_S = 0.6;
const TONE_GAIN = 0.2;

/**
 * Plays a short tone as calls are heard. Resolves when it is over.
 * @param speaker Id of the device; empty: the one of the system. It is that one too where the
 *   device is gone.
 * @param volume 0 to 1.
 */
export async function playTone({
  speaker,
  volume,
}: {
  readonly speaker: string;
  readonly volume: number;
}): Promise<void> {
  const context = new AudioContext();
  await context.setSinkId(speaker).catch(() => undefined);
  const tone = new OscillatorNode(context, { frequency: TONE_HZ });
  const over = new Promise((resolve) => {
    tone.addEventListener('ended', resolve);
  });
  tone.connect(new GainNode(context, { gain: TONE_GAIN * volume })).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + TONE_S);
  await over;
  await context.close();
}
