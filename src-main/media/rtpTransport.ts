/**
 * EXTERNAL_MEDIA_TRANSPORT=rtp: RTP over UDP (RFC 3550), as Asterisk's UnicastRTP channel speaks it (Asterisk docs, "External Media").
 * Works with Asterisk 16.6 and later; needs UDP to get through both ways. Symmetric: sent to the address and port that Asterisk names
 * for its channel, and taken only from there.
 *
 * Asterisk plays what comes as it comes and keeps no queue, so frames are paced here. RTP has no end either. A stream without silence
 * in it shows at once, by the ICMP message, that Asterisk's port is closed; whether anybody is behind an open one is asked by STUN, and
 * seldom: Asterisk with icesupport=yes answers, but logs a warning each time.
 */
import type { Socket } from 'node:dgram';
import { FRAME_BYTES } from '../model/audio';
import type { Log } from '../observability/log';
import type { CordboardError } from '../util/errors';
import { cordboardError, messageOf } from '../util/errors';
import type { WireFormat } from './frameCodec';
import type { LivenessPatience } from './livenessWatch';
import { LivenessWatch } from './livenessWatch';
import type { MediaTransport, MediaTransportHandlers } from './mediaTransport';
import { PacedPlayout } from './pacedPlayout';
import { RtpReceiver, RtpSender } from './rtpStream';
import { isStun, isStunAnswer, stunRequest } from './stun';
import { TransportPort } from './transportPort';

/** Asked when no frame came for 5 to 10 s (a phone on hold sends none), gone after 25 s without any answer. */
const PATIENCE: LivenessPatience = { tickMs: 5_000, askAfterTicks: 2, deadAfterTicks: 4 };

/** What an RtpMediaTransport is made with. */
export type RtpTransportOptions = {
  /** Connected to Asterisk's port for the channel, so that nothing else gets in; the transport owns it. */
  readonly socket: Socket;
  /** Format of the external media channel. */
  readonly format: WireFormat;
  readonly channelId: string;
  readonly log: Log;
};

/** MediaTransport over RTP. */
export class RtpMediaTransport implements MediaTransport {
  readonly name = 'rtp';
  readonly #socket: Socket;
  readonly #port: TransportPort;
  readonly #receiver: RtpReceiver;
  readonly #playout: PacedPlayout;
  readonly #question = stunRequest();
  readonly #liveness: LivenessWatch;
  #onAnswer: () => void = () => undefined;

  constructor({ socket, format, channelId, log }: RtpTransportOptions) {
    this.#socket = socket;
    this.#port = new TransportPort(log);
    this.#port.announced(channelId);
    const port = this.#port;
    this.#receiver = new RtpReceiver(format, {
      onFrame: (frame) => {
        port.frame(frame);
      },
      onLost: (packets) => {
        port.counters.framesLost += packets;
      },
      onLate: () => {
        port.counters.framesLate += 1;
      },
    });
    const sender = new RtpSender(format);
    this.#playout = new PacedPlayout({
      ...port.playoutHandlers,
      send: (frame, slot) => {
        this.#send(sender.packet(frame, slot));
      },
    });
    this.#liveness = new LivenessWatch(
      {
        ask: () => {
          this.#send(this.#question);
        },
        onDead: () => {
          this.#fail('Asterisk neither sends RTP nor answers on its RTP port any more.');
        },
      },
      PATIENCE,
    );
    socket.on('message', (packet) => {
      this.#onPacket(packet);
    });
    socket.on('error', (error) => {
      this.#fail(`Asterisk's RTP port cannot be reached any more: ${messageOf(error)}.`);
    });
  }

  get counters() {
    return this.#port.counters;
  }

  /** What was survived on this connection. */
  get diagnostics() {
    return this.#port.diagnostics;
  }

  /** Asks Asterisk's port for an answer until one comes. Resolves then, or never. */
  answered(retryMs: number): Promise<void> {
    return new Promise((resolve) => {
      const ask = (): void => {
        this.#send(this.#question);
      };
      const timer = setInterval(ask, retryMs);
      const stop = (): void => {
        clearInterval(timer);
      };
      this.#onAnswer = () => {
        stop();
        resolve();
      };
      this.#socket.once('close', stop);
      ask();
    });
  }

  start(handlers: MediaTransportHandlers): void {
    if (!this.#port.isClosed) {
      this.#liveness.start();
      this.#playout.start();
    }
    this.#port.start(handlers);
  }

  sendFrame(frame: Buffer): boolean {
    if (frame.length !== FRAME_BYTES) {
      this.counters.framesLost += 1;
      return false;
    }
    const taken = this.#playout.push(frame);
    this.counters.framesOut += taken ? 1 : 0;
    return taken;
  }

  flush(): void {
    this.#playout.flush();
  }

  pausePlayback(): void {
    this.#playout.pause();
  }

  resumePlayback(): void {
    this.#playout.resume();
  }

  mark(id: string): void {
    this.#playout.mark(id);
  }

  requestQueueLength(): void {
    this.#port.tellQueueLength(() => this.#playout.length);
  }

  close(): void {
    this.#end(null);
  }

  #onPacket(packet: Buffer): void {
    if (this.#port.isClosed) {
      return;
    }
    if (isStunAnswer(packet, this.#question)) {
      this.#liveness.messageCame();
      this.#onAnswer();
    } else if (this.#receiver.push(packet)) {
      this.#liveness.frameCame();
    } else if (!isStun(packet)) {
      this.diagnostics.unknownControl += 1;
    }
  }

  #send(packet: Buffer): void {
    if (!this.#port.isClosed) {
      this.#socket.send(packet);
    }
  }

  #fail(message: string): void {
    this.#end(cordboardError('network', message, { retryable: true }));
  }

  #end(error: CordboardError | null): void {
    if (this.#port.close(error === null ? { by: 'local' } : { by: 'error', error })) {
      this.#liveness.stop();
      this.#playout.close();
      this.#receiver.close();
      this.#socket.close();
    }
  }
}
