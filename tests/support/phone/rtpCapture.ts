/**
 * What was really said and heard at a phone, taken from the wire by tcpdump on the loopback
 * interface.
 *
 *   const capture = await startCapture(firstPort, portCount, dir);
 *   const { said, heard } = await capture.read();     // at any time, also during the call
 *   await capture.stop();
 *
 * `said` left the phone, `heard` arrived at it; both are on the kernel's clock (epoch ms). See
 * rtpTrack.ts.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startGuarded } from '../asterisk/guardedProcess';
import { parsePcap } from './pcap';
import { buildTrack, parseRtp, type RtpPacket, type RtpTrack } from './rtpTrack';

/** Both directions of a phone's calls. */
export type CapturedAudio = { readonly said: RtpTrack; readonly heard: RtpTrack };

export type RtpCapture = {
  /**
   * Everything captured so far. Packets on the wire in the last few milliseconds may be missing.
   */
  read(): Promise<CapturedAudio>;
  /** Ends the capture; read() still works as long as its folder exists. Idempotent. */
  stop(): Promise<void>;
};

const START_TIMEOUT_MS = 5_000;
/** G.711 in 20 ms packets is 214 bytes with all headers; 60 ms packets fit too. */
const SNAP_BYTES = 600;

/** Starts capturing the phone's RTP ports; resolves when packets are being recorded. */
export async function startCapture(
  firstPort: number,
  portCount: number,
  dir: string,
): Promise<RtpCapture> {
  const lastPort = firstPort + portCount - 1;
  const file = path.join(dir, `rtp-${String(firstPort)}.pcap`);
  const range = `${String(firstPort)}-${String(lastPort)}`;
  const options = [
    '-i',
    'lo',
    '-n',
    '-U',
    '--immediate-mode',
    '-Z',
    'root',
    '-B',
    '4096',
    '-s',
    String(SNAP_BYTES),
  ];
  const tcpdump = await startGuarded('tcpdump', [
    ...options,
    '-w',
    file,
    'udp',
    'portrange',
    range,
  ]);
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!tcpdump.output().includes('listening on')) {
    if (performance.now() > deadline) {
      await tcpdump.stop();
      throw new Error(`tcpdump does not capture: ${tcpdump.output()}`);
    }
    await sleep(10);
  }
  const isOurs = (port: number): boolean => port >= firstPort && port <= lastPort;
  return {
    stop: () => tcpdump.stop(),
    read: async () => {
      const said: RtpPacket[] = [];
      const heard: RtpPacket[] = [];
      for (const packet of parsePcap(await readFile(file))) {
        const rtp = parseRtp(packet);
        if (rtp === undefined) {
          continue;
        }
        if (isOurs(packet.sourcePort)) {
          said.push(rtp);
        } else if (isOurs(packet.destinationPort)) {
          heard.push(rtp);
        }
      }
      return { said: buildTrack(said), heard: buildTrack(heard) };
    },
  };
}
