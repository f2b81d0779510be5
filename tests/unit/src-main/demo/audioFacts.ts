/** Root mean square of 16-bit samples. */
export function rmsOf(samples: Int16Array): number {
  let energy = 0;
  for (const sample of samples) {
    energy += sample * sample;
  }
  return Math.sqrt(energy / samples.length);
}

/** Samples of a buffer, wherever it begins in memory. */
export function samplesOf(bytes: Buffer): Int16Array {
  const samples = new Int16Array(bytes.length / 2);
  for (let i = 0; i < samples.length; i += 1) {
    samples[i] = bytes.readInt16LE(i * 2);
  }
  return samples;
}

/** Pitch of a voiced stretch by the highest peak of its autocorrelation, Hz. */
export function pitchOf(samples: Int16Array, sampleRateHz: number): number {
  let bestLag = 0;
  let best = 0;
  for (let lag = Math.floor(sampleRateHz / 400); lag < sampleRateHz / 60; lag += 1) {
    let sum = 0;
    for (let i = 0; i + lag < samples.length; i += 1) {
      sum += (samples[i] ?? 0) * (samples[i + lag] ?? 0);
    }
    const likeness = sum / (samples.length - lag);
    // Multiples of the true lag are as good: only a clearly better one replaces a shorter one.
    if (likeness > best * 1.08) {
      best = likeness;
      bestLag = lag;
    }
  }
  return sampleRateHz / bestLag;
}
