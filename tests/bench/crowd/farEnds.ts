/** The far ends of many calls as a process, and what a program needs to reach them. */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FRAME_MS } from '#model/audio';
import { makeSelfSigned } from '#support/ari/selfSigned';
import { bundleOf, ChildProgram } from '../childProgram';
import type { PeerAddresses } from '../programs/loadPeer';
import { makeFolder } from '../utterances';

export type FarEnds = {
  /** See programs/loadPeer.ts. */
  readonly peer: ChildProgram;
  readonly addresses: PeerAddresses;
  /** Of a program whose calls all come from here; everything else is at its default. */
  readonly settings: Readonly<Record<string, string>>;
  /**
   * For the environment of the program: the one difference to Google's address is who vouches for
   * its certificate.
   */
  readonly trust: { readonly NODE_EXTRA_CA_CERTS: string };
  readonly stop: () => Promise<void>;
};

/**
 * Begins to count the frames of so many callers: those that they sent, or those of the crowd that
 * Gemini's side heard. What is given back tells their share of what comes in all of the time.
 */
export async function watchFrames(
  peer: ChildProgram,
  command: 'callerFrames' | 'crowdFrames',
  callers: number,
): Promise<() => Promise<number>> {
  const before = Number(await peer.request(command));
  const beganMs = performance.now();
  return async () => {
    const frames = Number(await peer.request(command)) - before;
    return frames / (callers * ((performance.now() - beganMs) / FRAME_MS));
  };
}

/**
 * Starts them, with a certificate of their own for Gemini's side.
 *
 * @param file Script of the peer, where it is not beside ours.
 */
export async function startFarEnds(file = bundleOf('loadPeer')): Promise<FarEnds> {
  const folder = await makeFolder();
  try {
    const certificate = await makeSelfSigned();
    const certificateFile = path.join(folder, 'gemini.pem');
    await writeFile(certificateFile, certificate.cert);
    const peer = await ChildProgram.start('loadPeer', certificate, null, { file });
    const addresses = (await peer.request('addresses')) as PeerAddresses;
    return {
      peer,
      addresses,
      settings: {
        ARI_BASE_URL: addresses.ariBaseUrl,
        ARI_USERNAME: 'bench',
        ARI_PASSWORD: 'bench',
        GOOGLE_API_KEY: 'TEST_KEY',
        GEMINI_BASE_URL: addresses.geminiBaseUrl,
      },
      trust: { NODE_EXTRA_CA_CERTS: certificateFile },
      stop: async () => {
        await peer.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
