/**
 * EXTERNAL_MEDIA_TRANSPORT=rtp: RTP over UDP (RFC 3550), as Asterisk's UnicastRTP channel speaks it
 * (Asterisk docs, "External Media"). Works with Asterisk 16.6 and later; UDP must get through both
 * ways. Symmetric: packets go to the address and port that Asterisk names for its channel, and are
 * accepted only from there.
 *
 * Asterisk plays audio at once when it arrives and keeps no queue, so frames are paced here. RTP
 * also has no message for its end. A packet goes out every 20 ms, so an ICMP message shows at once
 * that Asterisk's port is closed. Whether Asterisk still serves an open port is asked by STUN, and
 * seldom: with icesupport=yes Asterisk answers, but logs a warning each time.
 */
import type { Socket } from 'node:dgram';
import type { Log } from '#main/observability/log';
import { messageOf } from '#main/util/errors';
import { phrase } from '#model/phrases/phrase';
import type { WireFormat } from '../../audio/frameCodec';
import { type LivenessPatience, LivenessWatch } from '../livenessWatch';
import type { MediaTransportHandlers } from '../mediaTransport';
import { PacedTransport } from '../pacedTransport';
import { RtpReceiver, RtpSender } from './stream';
import { isStun, isStunAnswer, stunRequest } from './stun';

/**
 * Asks when no frame came for 5 to 10 s (a phone on hold sends none); gives up after 25 s without
 * any answer.
 */
const PATIENCE: LivenessPatience = { tickMs: 5_000, askAfterTicks: 2, deadAfterTicks: 4 };

type RtpTransportOptions = {
  /**
   * Connected to Asterisk's port of the channel, so that nobody else can send to it; the transport
   * owns it.
   */
  readonly socket: Socket;
  /** Format of the external media channel. */
  readonly format: WireFormat;
  readonly channelId: string;
  readonly log: Log;
};

export class RtpTransport extends PacedTransport {
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
          this.fail(phrase('media.silent'));
        },
      },
      PATIENCE,
    );
    socket.on('message', (packet) => {
      this.#onPacket(packet);
    });
    socket.on('error', (error) => {
      this.fail(phrase('media.rtp-unreachable', { why: messageOf(error) }));
    });
  }

  /** Asks Asterisk's port at intervals until it answers. Resolves then, or never. */
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
