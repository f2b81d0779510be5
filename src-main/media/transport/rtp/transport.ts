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
import type { Log } from '#main/observability/log';
import { messageOf } from '#main/util/errors';
import type { WireFormat } from '../../audio/frameCodec';
import { type LivenessPatience, LivenessWatch } from '../livenessWatch';
import type { MediaTransportHandlers } from '../mediaTransport';
import { PacedTransport } from '../pacedTransport';
import { RtpReceiver, RtpSender } from './stream';
import { isStun, isStunAnswer, stunRequest } from './stun';

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
export class RtpMediaTransport extends PacedTransport {
  readonly name = 'rtp';
  readonly #socket: Socket;
  readonly #receiver: RtpReceiver;
  readonly #sender: RtpSender;
  readonly #question = stunRequest();
  readonly #liveness: LivenessWatch;
  #onAnswer: () => void = () => undefined;

  constructor({ socket, format, channelId, log }: RtpTransportOptions) {
    super(log);
    this.#socket = socket;
    const { port } = this;
    port.announced(channelId);
    this.#receiver = new RtpReceiver(format, {
      onAudio: (pcm) => {
        port.audio(pcm);
      },
      onNewSource: () => {
        port.newStream();
      },
      onLost: (frames) => {
        port.counters.framesLost += frames;
      },
      onLate: () => {
        port.counters.framesLate += 1;
      },
    });
    this.#sender = new RtpSender(format);
    this.#liveness = new LivenessWatch(
      {
        ask: () => {
          this.#write(this.#question);
        },
        onDead: () => {
          this.fail('Asterisk neither sends RTP nor answers on its RTP port any more.');
        },
      },
      PATIENCE,
    );
    socket.on('message', (packet) => {
      this.#onPacket(packet);
    });
    socket.on('error', (error) => {
      this.fail(`Asterisk's RTP port cannot be reached any more: ${messageOf(error)}.`);
    });
  }

  /** Asks Asterisk's port for an answer until one comes. Resolves then, or never. */
  answered(retryMs: number): Promise<void> {
    return new Promise((resolve) => {
      const ask = (): void => {
        this.#write(this.#question);
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

  override start(handlers: MediaTransportHandlers): void {
    if (!this.isClosed) {
      this.#liveness.start();
    }
    super.start(handlers);
  }

  protected override send(frame: Buffer, slot: number): void {
    this.#write(this.#sender.packet(frame, slot));
  }

  protected override disconnect(): void {
    this.#liveness.stop();
    this.#receiver.close();
    this.#socket.close();
  }

  #onPacket(packet: Buffer): void {
    if (this.isClosed) {
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

  #write(packet: Buffer): void {
    if (!this.isClosed) {
      this.#socket.send(packet);
    }
  }
}
