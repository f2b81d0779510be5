/**
 * A real SIP phone (baresip) for tests, with a WAV file as its microphone.
 *
 *   const phone = await createPhone(lab, { user: 'phone-ana', voiceWav: hello });
 *   await phone.call('1000');                       // resolves when the call is established
 *   await phone.say(anotherWav);                    // microphone now plays this, then silence
 *   await phone.sendDtmf('12#');
 *   const { said, heard } = await phone.audio(); // both directions, one clock (rtpTrack.ts)
 *   phone.state                                     // { kind: 'established', ... }
 *   await phone.hangUp(); await phone.stop(); // audio() still works after it
 *
 * The microphone starts with the call's audio: `voiceWav` is heard from its first sample on.
 * Each phone has its own ports and folder, so many run at once.
 */
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AsteriskLab } from '../asterisk/asteriskLab';
import { type GuardedProcess, startGuarded } from '../asterisk/guardedProcess';
import { type PortBlock, reservePorts } from '../asterisk/portBlock';
import { convertWav } from '../audio/speech';
import { encodeWav, readWav } from '../audio/wavFile';
import { BaresipControl, type BaresipEvent } from './baresipControl';
import { type CapturedAudio, type RtpCapture, startCapture } from './rtpCapture';

/** The parts of its Asterisk that a phone needs. */
export type PhoneExchange = Pick<AsteriskLab, 'sipPort' | 'phonePassword'>;

type PhoneState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'dialling' }
  | { readonly kind: 'ringing' }
  | { readonly kind: 'incoming' }
  | { readonly kind: 'established'; readonly sinceEpochMs: number }
  | { readonly kind: 'closed'; readonly atEpochMs: number; readonly reason: string };

export type PhoneOptions = {
  /** One of the phones in asterisk-config/pjsip.conf. */
  readonly user: string;
  /**
   * What the microphone plays from the start of the call; silence when absent. Any rate; mono or
   * the first channel.
   */
  readonly voiceWav?: string;
  /** Default PCMU. */
  readonly codec?: 'PCMU' | 'PCMA';
  /** Length of the packets it sends, ms. Default 20. */
  readonly ptimeMs?: number;
  /**
   * Registers at Asterisk and takes incoming calls: at once with `auto`, by answer() with `manual`.
   * Default: no.
   */
  readonly receive?: 'auto' | 'manual';
  /** Records both directions with tcpdump. Default true. */
  readonly capture?: boolean;
  /** Calls it can have at once. Default 1. */
  readonly lines?: number;
};

/** A SIP phone with one line. */
export type SipPhone = {
  readonly user: string;
  readonly state: PhoneState;
  /** First of the phone's RTP ports. */
  readonly rtpPort: number;
  /** Dials without waiting for anything. */
  dial(extension: string): Promise<void>;
  /**
   * Dials and waits until the call is established; rejects when it ends before or after `timeoutMs`
   * (default 10 s).
   */
  call(extension: string, timeoutMs?: number): Promise<void>;
  /** Answers an incoming call. */
  answer(): Promise<void>;
  /** Hangs up and waits until the call is closed. */
  hangUp(): Promise<void>;
  /**
   * Plays another WAV file as the microphone from now on; resolves with its length in ms once
   * baresip plays it.
   */
  say(wavPath: string): Promise<number>;
  /** Lets the microphone be silent from now on. */
  beSilent(): Promise<void>;
  /** Puts the call on hold (re-INVITE with sendonly). */
  hold(): Promise<void>;
  /** Takes the call back from hold. */
  resume(): Promise<void>;
  /**
   * Transfers the other end of the call on this line (default 1) to an extension, with these header
   * fields in the address (REFER, e.g. `?Replaces=...`).
   */
  transfer(extension: string, options?: { line?: number; headers?: string }): Promise<void>;
  /** Stops the phone's process where it stands, so that it sends no packet, or lets it go on. */
  freeze(frozen: boolean): void;
  /** Sends DTMF digits (0-9, *, #, A-D) as RTP telephone events. */
  sendDtmf(digits: string): Promise<void>;
  /** Waits for a state; rejects after `timeoutMs` (default 10 s) with the state it is in. */
  waitFor(kind: PhoneState['kind'], timeoutMs?: number): Promise<PhoneState>;
  /** Both directions so far. Throws when the phone was made without capture. */
  audio(): Promise<CapturedAudio>;
  /** What baresip printed. */
  log(): string;
  /** Ends the phone (a call is hung up first) and its capture. Idempotent. */
  stop(): Promise<void>;
};

const MODULE_DIR = '/usr/lib/baresip/modules';
const SAMPLE_RATE_HZ = 8000;
// First port: SIP over UDP and TCP; baresip takes the next one for TLS by itself.
const CONTROL_OFFSET = 2;
const RTP_OFFSET = 4;
const RTP_PORTS = 16;
/**
 * Silence after the voice, ms: baresip ends the call at the end of the microphone file. baresip
 * stands still while it reads the file, about 3 ms for each minute.
 */
const TRAILING_SILENCE_MS = 5 * 60_000;
const DEFAULT_TIMEOUT_MS = 10_000;
/** Time between two digits, ms, so that the events do not run into each other. */
const DTMF_SPACING_MS = 160;

/** Starts a phone. Throws when baresip or tcpdump does not start. */
export async function createPhone(lab: PhoneExchange, options: PhoneOptions): Promise<SipPhone> {
  const dir = await mkdtemp(path.join(tmpdir(), 'cbphone-'));
  const ports = await reservePorts(RTP_OFFSET + RTP_PORTS);
  const phone = new Phone(lab, options, dir, ports);
  try {
    await phone.start();
    return phone;
  } catch (error) {
    await phone.stop();
    throw error;
  }
}

class Phone implements SipPhone {
  readonly user: string;
  readonly rtpPort: number;
  state: PhoneState = { kind: 'idle' };
  readonly #lab: PhoneExchange;
  readonly #options: PhoneOptions;
  readonly #dir: string;
  readonly #ports: PortBlock;
  #process: GuardedProcess | undefined;
  #control: BaresipControl | undefined;
  #capture: RtpCapture | undefined;
  #recorded: CapturedAudio | undefined;
  #voices = 0;
  #stopped = false;

  constructor(lab: PhoneExchange, options: PhoneOptions, dir: string, ports: PortBlock) {
    this.user = options.user;
    this.rtpPort = ports.first + RTP_OFFSET;
    this.#lab = lab;
    this.#options = options;
    this.#dir = dir;
    this.#ports = ports;
  }

  async start(): Promise<void> {
    const microphone = await this.#makeVoice(this.#options.voiceWav);
    await writeFile(path.join(this.#dir, 'config'), this.#config(microphone.file));
    await writeFile(path.join(this.#dir, 'accounts'), this.#account());
    if (this.#options.capture ?? true) {
      this.#capture = await startCapture(this.rtpPort, RTP_PORTS, this.#dir);
    }
    this.#process = await startGuarded('baresip', ['-4', '-f', this.#dir], {
      scratchDir: this.#dir,
    });
    this.#control = await BaresipControl.connect(this.#ports.first + CONTROL_OFFSET, (event) => {
      this.#onEvent(event);
    });
  }

  #config(microphone: string): string {
    const [sip, control] = [this.#ports.first, this.#ports.first + CONTROL_OFFSET];
    return `poll_method epoll
sip_listen 127.0.0.1:${String(sip)}
ctrl_tcp_listen 127.0.0.1:${String(control)}
call_max_calls ${String(this.#options.lines ?? 1)}
statmode_default off
audio_player aubridge,sink
audio_alert aubridge,sink
audio_source aufile,${microphone}
ausrc_srate ${String(SAMPLE_RATE_HZ)}
auplay_srate ${String(SAMPLE_RATE_HZ)}
ausrc_channels 1
auplay_channels 1
rtp_ports ${String(this.rtpPort)}-${String(this.rtpPort + RTP_PORTS - 1)}
jitter_buffer_delay 1-10
module_path ${MODULE_DIR}
module g711.so
module aufile.so
module aubridge.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
`;
  }

  #account(): string {
    const { codec = 'PCMU', ptimeMs = 20, receive } = this.#options;
    const parameters = [
      `auth_user=${this.user}`,
      `auth_pass=${this.#lab.phonePassword(this.user)}`,
      `regint=${receive === undefined ? '0' : '60'}`,
      `answermode=${receive === 'auto' ? 'auto' : 'manual'}`,
      `audio_codecs=${codec}/8000/1`,
      `ptime=${String(ptimeMs)}`,
    ];
    return `<sip:${this.user}@127.0.0.1:${String(this.#lab.sipPort)}>;${parameters.join(';')}\n`;
  }

  #onEvent(event: BaresipEvent): void {
    switch (event.type) {
      case 'CALL_RINGING':
      case 'CALL_PROGRESS':
        this.state = { kind: 'ringing' };
        break;
      case 'CALL_INCOMING':
        this.state = { kind: 'incoming' };
        break;
      case 'CALL_ESTABLISHED':
        this.state = { kind: 'established', sinceEpochMs: Date.now() };
        break;
      case 'CALL_CLOSED':
        this.state = { kind: 'closed', atEpochMs: Date.now(), reason: event.param };
        break;
    }
  }

  #remote(): BaresipControl {
    if (this.#control === undefined || this.#stopped) {
      throw new Error(`${this.user} is stopped`);
    }
    return this.#control;
  }

  async dial(extension: string): Promise<void> {
    this.state = { kind: 'dialling' };
    await this.#remote().command('dial', this.#uriOf(extension));
  }

  #uriOf(extension: string): string {
    return `sip:${extension}@127.0.0.1:${String(this.#lab.sipPort)}`;
  }

  async call(extension: string, timeoutMs = DEFAULT_TIMEOUT_MS): Promise<void> {
    await this.dial(extension);
    await this.waitFor('established', timeoutMs);
  }

  async answer(): Promise<void> {
    await this.#remote().command('accept');
    await this.waitFor('established');
  }

  async hangUp(): Promise<void> {
    if (this.state.kind === 'closed' || this.state.kind === 'idle') {
      return;
    }
    await this.#remote().command('hangup');
    await this.waitFor('closed');
  }

  async say(wavPath: string): Promise<number> {
    const voice = await this.#makeVoice(wavPath);
    await this.#remote().command('ausrc', `aufile,${voice.file}`);
    return voice.durationMs;
  }

  async beSilent(): Promise<void> {
    const voice = await this.#makeVoice(undefined);
    await this.#remote().command('ausrc', `aufile,${voice.file}`);
  }

  async hold(): Promise<void> {
    await this.#remote().command('hold');
  }

  async resume(): Promise<void> {
    await this.#remote().command('resume');
  }

  async transfer(
    extension: string,
    { line = 1, headers = '' }: { line?: number; headers?: string } = {},
  ): Promise<void> {
    await this.#remote().command('line', String(line));
    await this.#remote().command('transfer', `<${this.#uriOf(extension)}${headers}>`);
  }

  freeze(frozen: boolean): void {
    if (this.#process !== undefined) {
      process.kill(this.#process.pid, frozen ? 'SIGSTOP' : 'SIGCONT');
    }
  }

  async sendDtmf(digits: string): Promise<void> {
    for (const digit of digits) {
      await this.#remote().command('sndcode', digit);
      await sleep(DTMF_SPACING_MS);
    }
  }

  async waitFor(kind: PhoneState['kind'], timeoutMs = DEFAULT_TIMEOUT_MS): Promise<PhoneState> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const state = this.state;
      if (state.kind === kind) {
        return state;
      }
      if (performance.now() > deadline || state.kind === 'closed') {
        throw new Error(`${this.user} is not ${kind} but ${JSON.stringify(state)}\n${this.log()}`);
      }
      await sleep(5);
    }
  }

  async audio(): Promise<CapturedAudio> {
    const audio = this.#recorded ?? (await this.#capture?.read());
    if (audio === undefined) {
      throw new Error(`${this.user} was made without capture`);
    }
    return audio;
  }

  log(): string {
    return this.#process?.output() ?? '';
  }

  async stop(): Promise<void> {
    if (this.#stopped) {
      return;
    }
    if (this.#control !== undefined && this.state.kind !== 'closed') {
      // A BYE before the end, so that Asterisk does not wait for RTP to time out.
      await this.hangUp().catch(() => undefined);
      await sleep(50);
    }
    this.#stopped = true;
    this.#control?.close();
    await this.#process?.stop();
    await this.#capture?.stop();
    this.#recorded = await this.#capture?.read();
    await rm(this.#dir, { recursive: true, force: true });
    await this.#ports.release();
  }

  /**
   * Makes an 8 kHz microphone file of the voice and a long silence; the silence is a hole on the
   * disk.
   */
  async #makeVoice(wavPath: string | undefined): Promise<{ file: string; durationMs: number }> {
    this.#voices += 1;
    const file = path.join(this.#dir, `voice-${String(this.#voices)}.wav`);
    const samples = wavPath === undefined ? new Int16Array(0) : await this.#readVoice(wavPath);
    const image = Buffer.from(encodeWav(samples, SAMPLE_RATE_HZ));
    const total = image.length + (TRAILING_SILENCE_MS * SAMPLE_RATE_HZ * 2) / 1000;
    image.writeUInt32LE(total - 8, 4);
    image.writeUInt32LE(total - 44, 40);
    await writeFile(file, image);
    await truncate(file, total);
    return { file, durationMs: (samples.length * 1000) / SAMPLE_RATE_HZ };
  }

  async #readVoice(wavPath: string): Promise<Int16Array> {
    const audio = await readWav(wavPath);
    if (audio.sampleRateHz === SAMPLE_RATE_HZ) {
      return audio.samples;
    }
    const converted = path.join(this.#dir, `converted-${String(this.#voices)}.wav`);
    await convertWav(wavPath, converted, SAMPLE_RATE_HZ);
    return (await readWav(converted)).samples;
  }
}
