/**
 * Many SIP callers at once, by sipp (Debian package sip-tester): they speak, and listen to nobody.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AsteriskLab } from '#support/asterisk/asteriskLab';
import { startGuarded } from '#support/asterisk/guardedProcess';
import { reservePorts } from '#support/asterisk/portBlock';
import { encodeUlaw } from '#support/audio/g711';

/** Calls that come in a second: a centre in its morning, and not all in one moment. */
const CALLS_PER_S = 4;

/**
 * An endpoint without a login, for pjsip.conf: the callers need no registration, and cost Asterisk
 * what a trunk costs it.
 */
export const CROWD_ENDPOINT = `
[crowd](cordboard-phone)
callerid = Crowd <3000>
`;

export type SippCrowd = {
  readonly pid: number;
  /** Ends the callers; Asterisk notices it by itself. Idempotent. */
  stop(): Promise<void>;
};

/**
 * Lets `calls` callers dial the extension. Each says the talk (8 kHz) from its beginning on, over
 * and over. Resolves once all have dialled. Needs CROWD_ENDPOINT.
 */
export async function startSippCrowd(
  lab: Pick<AsteriskLab, 'sipPort'>,
  options: { readonly extension: string; readonly calls: number; readonly talk: Int16Array },
): Promise<SippCrowd> {
  const { extension, calls, talk } = options;
  const dir = await mkdtemp(path.join(tmpdir(), 'cordboard-crowd-'));
  // SIP, then four ports a caller: audio and video, each with its control port.
  const ports = await reservePorts(2 + calls * 4);
  const remove = async (): Promise<void> => {
    await ports.release();
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const talkFile = path.join(dir, 'talk.ulaw');
    const scenario = path.join(dir, 'caller.xml');
    await writeFile(talkFile, encodeUlaw(talk));
    await writeFile(scenario, callerScenario(talkFile));
    const sipp = await startGuarded(
      'sipp',
      [
        ...[`127.0.0.1:${lab.sipPort}`, '-sf', scenario, '-s', extension],
        ...['-i', '127.0.0.1', '-p', String(ports.first), '-mi', '127.0.0.1'],
        ...['-mp', String(ports.first + 2)],
        ...['-m', String(calls), '-l', String(calls), '-r', String(CALLS_PER_S)],
        ...['-nostdin', '-trace_err', '-error_file', path.join(dir, 'errors.log')],
      ],
      { scratchDir: dir, cwd: dir },
    );
    await sleep((calls / CALLS_PER_S) * 1_000);
    return {
      pid: sipp.pid,
      stop: async () => {
        await sipp.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** One caller: dials, speaks until sipp is ended, or until the other side hangs up. */
function callerScenario(talkFile: string): string {
  return `<?xml version="1.0" encoding="ISO-8859-1" ?>
<!DOCTYPE scenario SYSTEM "sipp.dtd">
<scenario name="caller">
  <send retrans="500">
    <![CDATA[
INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:crowd@[local_ip]:[local_port]>;tag=[pid]-[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:crowd@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=crowd 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [rtpstream_audio_port] RTP/AVP 0
a=rtpmap:0 PCMU/8000
a=ptime:20
    ]]>
  </send>
  <recv response="100" optional="true" />
  <recv response="180" optional="true" />
  <recv response="183" optional="true" />
  <recv response="200" />
  <send>
    <![CDATA[
ACK sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:crowd@[local_ip]:[local_port]>;tag=[pid]-[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 1 ACK
Contact: <sip:crowd@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Length: 0
    ]]>
  </send>
  <nop><action><exec rtp_stream="${talkFile},-1,0" /></action></nop>
  <recv request="BYE" timeout="3600000" />
  <send>
    <![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0
    ]]>
  </send>
</scenario>
`;
}
