/** What a supervisor does in the telephone tests: actions on the newest call, and a headset. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { HeadsetAudio } from '#main/call/callControl';
import type { CallCommand } from '#model/commands';
import { makeTone, rmsOf } from '#support/audio/signal';
import type { SipPhone } from '#support/phone/sipPhone';
import type { Scene } from './harness';

/**
 * Music on hold for a stage: speech from Asterisk's own sounds, so that no music files are needed.
 */
export const MUSIC_CONFIG = {
  'musiconhold.conf': `[cordboard-test]
mode = playlist
entry = /usr/share/asterisk/sounds/en/demo-congrats`,
} as const;

/** Setting that chooses it. */
export const MUSIC_SETTING = { HOLD_MUSIC_CLASS: 'cordboard-test' } as const;

/** Does something to the newest call, which must succeed. */
export async function act(scene: Scene, action: CallCommand): Promise<void> {
  const { control } = scene.cordboard.pipeline;
  expect(await control.command(scene.call.id, action)).toEqual({ ok: true, value: undefined });
}

/** Resolves once the phone can be called. */
export async function untilRegistered(phone: SipPhone): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!phone.log().includes('200 OK')) {
    if (performance.now() > deadline) {
      throw new Error(`${phone.user} is not registered\n${phone.log()}`);
    }
    await sleep(20);
  }
}

/** Frequency of the tone that the headset's microphone hears, Hz. */
export const MICROPHONE_HZ = 1_500;

/** A headset on the newest call: its microphone hears a steady tone. */
export class TestHeadset {
  readonly #audio: HeadsetAudio;
  readonly #timer: NodeJS.Timeout;
  #loudFrames = 0;
  #frames = 0;

  constructor(scene: Scene) {
    const opened = scene.cordboard.pipeline.control.openHeadset(
      scene.call.id,
      { sides: 'caller', behindMs: 0 },
      {
        onFrame: (caller) => {
          this.#frames += 1;
          const samples = new Int16Array(caller.buffer, caller.byteOffset, caller.length / 2);
          this.#loudFrames += rmsOf(samples) > 200 ? 1 : 0;
        },
        onClose: () => {
          this.stop();
        },
      },
    );
    if (!opened.ok) {
      throw new Error(opened.error.message);
    }
    this.#audio = opened.value;
    const tone = makeTone({ frequencyHz: MICROPHONE_HZ, durationMs: 1_000, sampleRateHz: 16_000 });
    const bytes = Buffer.from(tone.buffer);
    const bornMs = performance.now();
    let sent = 0;
    this.#timer = setInterval(() => {
      for (; sent * 20 < performance.now() - bornMs; sent += 1) {
        const at = (sent % 50) * 640;
        this.#audio.send(bytes.subarray(at, at + 640));
      }
    }, 10);
  }

  /** How much was heard of the other side, ms. */
  get heardMs(): number {
    return this.#frames * 20;
  }

  /** How much of it was loud, ms. */
  get loudMs(): number {
    return this.#loudFrames * 20;
  }

  /** The microphone sends nothing any more; the headset still listens. Idempotent. */
  mute(): void {
    clearInterval(this.#timer);
  }

  /** Takes the headset off. Idempotent. */
  stop(): void {
    this.mute();
    this.#audio.close();
  }
}
