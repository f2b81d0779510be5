import { VOICE_NAMES, type VoiceName } from '#model/voices';

/** Sample rate of replies, Hz. */
export const REPLY_RATE_HZ = 24_000;

/**
 * What a reply sounds like; samples are 16-bit PCM at 24 kHz and are repeated as long as the reply
 * lasts.
 */
export type ReplySound = 'tone' | 'speech-like' | 'silence' | Int16Array;

const LOWEST_HZ = 400;
const STEP_HZ = 80;
const AMPLITUDE = 8_000;

/**
 * The frequency that marks a voice, so that it is recognised at the far end of a telephone line:
 * 400 to 2720 Hz, 80 Hz apart, in the order of VOICE_NAMES.
 */
export function toneHzForVoice(voice: VoiceName): number {
  return LOWEST_HZ + STEP_HZ * VOICE_NAMES.indexOf(voice);
}

/**
 * Writes `count` samples of a reply from sample `from` on, so that parts join without a seam.
 * Little-endian PCM.
 */
export function replyPart(
  sound: ReplySound,
  voice: VoiceName,
  from: number,
  count: number,
): Buffer {
  const pcm = Buffer.alloc(count * 2);
  const step = (2 * Math.PI * toneHzForVoice(voice)) / REPLY_RATE_HZ;
  for (let index = 0; index < count; index += 1) {
    pcm.writeInt16LE(sampleOf(sound, step, from + index), index * 2);
  }
  return pcm;
}

function sampleOf(sound: ReplySound, step: number, at: number): number {
  if (typeof sound !== 'string') {
    return sound[at % sound.length] ?? 0;
  }
  if (sound === 'silence') {
    return 0;
  }
  const tone = Math.sin(step * at);
  if (sound === 'tone') {
    return Math.round(AMPLITUDE * tone);
  }
  // Four syllables a second, each a pitch of 120 Hz with overtones and the voice's tone on top of
  // it.
  const seconds = at / REPLY_RATE_HZ;
  const syllable = Math.max(0, Math.sin(2 * Math.PI * 4 * seconds)) ** 0.5;
  const pitch = 2 * Math.PI * 120 * seconds;
  const voiced = Math.sin(pitch) + 0.6 * Math.sin(2 * pitch) + 0.4 * Math.sin(5 * pitch);
  return Math.round(AMPLITUDE * syllable * (0.3 * voiced + 0.4 * tone));
}
