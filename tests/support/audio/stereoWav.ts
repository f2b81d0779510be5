/** Reads the stereo recordings that Cordboard writes. */
import { readFile } from 'node:fs/promises';

/** Both channels of a recording, as long as the header says. */
export type StereoAudio = {
  readonly left: Int16Array;
  readonly right: Int16Array;
  readonly sampleRateHz: number;
};

const HEADER_BYTES = 44;

/** Reads a 16-bit stereo WAV file with the canonical 44-byte header; throws for anything else. */
export async function readStereoWav(file: string): Promise<StereoAudio> {
  const image = await readFile(file);
  const isStereoPcm =
    image.toString('latin1', 0, 4) === 'RIFF' &&
    image.toString('latin1', 8, 16) === 'WAVEfmt ' &&
    image.readUInt16LE(20) === 1 &&
    image.readUInt16LE(22) === 2 &&
    image.readUInt16LE(34) === 16;
  const dataBytes = image.readUInt32LE(40);
  if (!isStereoPcm || image.length < HEADER_BYTES + dataBytes) {
    throw new Error(`${file} is no complete 16-bit stereo WAV file`);
  }
  const frames = dataBytes / 4;
  const channel = (offset: number): Int16Array =>
    Int16Array.from({ length: frames }, (_, index) =>
      image.readInt16LE(HEADER_BYTES + index * 4 + offset),
    );
  return { left: channel(0), right: channel(2), sampleRateHz: image.readUInt32LE(24) };
}
