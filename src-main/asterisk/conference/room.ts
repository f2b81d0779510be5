/**
 * One conference: its members' channels in one bridge, and the assistant beside them while it is
 * asked for. To the assistant the conference is a call like any other, whose caller is everybody in
 * it (conferenceLeg.ts).
 */
import type { AriGateway } from '#main/ari/gateway';
import type { CallerInfo } from '#main/call/callLeg';
import type { Log } from '#main/observability/log';
import { done, type Result } from '#main/util/result';

/** Where the assistant is. `listening`: it hears the conference and is not heard. */
export type AssistantPresence = 'absent' | 'listening' | 'taking-part';

/** The assistant in a room. */
export type Assistant = {
  /** It is to take part. */
  callIn(): void;
  /** It is to take part no more: it listens, or leaves. */
  sendAway(): void;
  /** It leaves. Idempotent. */
  dismiss(): void;
};

/** What a room works with. */
export type ConferenceRoomOptions = {
  readonly gateway: AriGateway;
  readonly bridgeId: string;
  /** Extension by which it is reached. */
  readonly extension: string;
  /** The assistant comes with the first member, to listen. */
  readonly listensFromTheStart: () => boolean;
  /** Calls the assistant into this bridge; `onPresence` is told where it is from then on. */
  readonly callAssistant: (onPresence: (presence: AssistantPresence) => void) => Assistant;
  /** Nobody is in it any more, and everything of it is released. */
  readonly onEmpty: () => void;
  readonly log: Log;
};

/** A member as its room knows it. */
export interface ConferenceMember {
  readonly caller: CallerInfo;
  /** Who is in the conference has changed. */
  attendanceChanged(others: number, assistant: AssistantPresence): void;
}

/** One conference. */
export class ConferenceRoom {
  readonly #options: ConferenceRoomOptions;
  readonly #members = new Set<ConferenceMember>();
  #opened: Promise<Result<void>> | null = null;
  #assistant: Assistant | null = null;
  #presence: AssistantPresence = 'absent';

  constructor(options: ConferenceRoomOptions) {
    this.#options = options;
  }

  get bridgeId(): string {
    return this.#options.bridgeId;
  }

  get extension(): string {
    return this.#options.extension;
  }

  /** Brings a member in. Fails as Asterisk answers; he is not in it then. */
  async join(member: ConferenceMember): Promise<Result<void>> {
    const { gateway, bridgeId } = this.#options;
    // Before anything is waited for: the room is not to be given up while he is on his way in.
    this.#members.add(member);
    this.#opened ??= gateway.createBridge(bridgeId, 'Cordboard conference');
    const opened = await this.#opened;
    const joined = opened.ok ? await gateway.addToBridge(bridgeId, [member.caller.callId]) : opened;
    if (!joined.ok) {
      await this.leave(member);
      return joined;
    }
    if (this.#members.has(member)) {
      // He has not left meanwhile.
      if (this.#options.listensFromTheStart()) {
        this.#bringAssistant();
      }
      this.#tell();
    }
    return done;
  }

  /** A member is gone. Idempotent. */
  async leave(member: ConferenceMember): Promise<void> {
    if (!this.#members.delete(member)) {
      return;
    }
    this.#tell();
    if (this.#members.size > 0) {
      return;
    }
    const { gateway, bridgeId, onEmpty } = this.#options;
    onEmpty();
    this.#assistant?.dismiss();
    await gateway.destroyBridge(bridgeId);
  }

  /** The assistant is asked to take part. */
  inviteAssistant(): void {
    this.#bringAssistant().callIn();
  }

  /** The assistant is to take part no more. */
  dismissAssistant(): void {
    this.#assistant?.sendAway();
  }

  #bringAssistant(): Assistant {
    const { callAssistant, log } = this.#options;
    if (this.#assistant === null) {
      log.info({ bridgeId: this.bridgeId }, 'the assistant comes into a conference');
      this.#assistant = callAssistant((presence) => {
        this.#presence = presence;
        this.#assistant = presence === 'absent' ? null : this.#assistant;
        this.#tell();
      });
    }
    return this.#assistant;
  }

  #tell(): void {
    for (const member of this.#members) {
      member.attendanceChanged(this.#members.size - 1, this.#presence);
    }
  }
}
