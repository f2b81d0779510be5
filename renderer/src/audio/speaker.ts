/** Which device sound goes to. */

declare global {
  interface AudioContext {
    /** Chromium has it; the DOM's types do not (Audio Output Devices API). */
    setSinkId(sinkId: string): Promise<void>;
  }
}

/** What a supervisor hears, and how loud. */
export type Speaker = {
  /** Id of the device; empty for the one the system chooses. */
  readonly speaker: string;
  /** 0 to 1. */
  readonly volume: number;
};

/**
 * Sends the sound of a context to a device; an empty id stands for the one the system chooses.
 * @returns whether it goes there.
 */
export async function sendTo(context: AudioContext, deviceId: string): Promise<boolean> {
  try {
    await context.setSinkId(deviceId);
    // Chromium stops a context whose device is gone, and leaves it so when the device is back.
    if (context.state === 'suspended') {
      await context.resume();
    }
    return context.state === 'running';
  } catch {
    return false;
  }
}
