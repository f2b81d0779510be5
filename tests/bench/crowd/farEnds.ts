/** The far ends of many calls as a process, and what a program needs to reach them. */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeSelfSigned } from '#support/ari/selfSigned';
import { ChildProgram } from '../childProgram';
import type { PeerAddresses } from '../programs/loadPeer';
import { makeFolder } from '../utterances';

export type FarEnds = {
  /** See programs/loadPeer.ts. */
  readonly peer: ChildProgram;
  readonly addresses: PeerAddresses;
  /**
   * For the environment of the program: the one difference to Google's address is who vouches for
   * its certificate.
   */
  readonly trust: { readonly NODE_EXTRA_CA_CERTS: string };
  readonly stop: () => Promise<void>;
};

/** Starts them, with a certificate of their own for Gemini's side. */
export async function startFarEnds(): Promise<FarEnds> {
  const folder = await makeFolder();
  try {
    const certificate = await makeSelfSigned();
    const file = path.join(folder, 'gemini.pem');
    await writeFile(file, certificate.cert);
    const peer = await ChildProgram.start('loadPeer', certificate, null);
    return {
      peer,
      addresses: (await peer.request('addresses')) as PeerAddresses,
      trust: { NODE_EXTRA_CA_CERTS: file },
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
