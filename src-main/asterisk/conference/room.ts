/**
 * One conference: its members' channels in one bridge, and with them the assistant while somebody
 * wants it there. For the assistant the conference is a call like any other; its caller stands for
 * all members (leg.ts).
 */
import type { AriGateway } from '#main/ari/gateway';
import type { CallerInfo } from '#main/call/callLeg';
import { tryAgain } from '#main/call/life/tryAgain';
import type { Log } from '#main/observability/log';
import { done, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import type { CallId } from '#model/call';

/** What the assistant does. `listening`: it hears the conference and is not heard. */
export type AssistantPresence = 'absent' | 'listening' | 'taking-part';

/** The assistant in a room. */
export type Assistant = {
  /** Its channels in the bridge. */
  readonly channelIds: () => readonly string[];
  /** Makes the assistant take part. */
  callIn(): void;
  /** Stops the assistant from taking part: it listens, or leaves. */
  sendAway(): void;
  /** Makes the assistant leave. Idempotent. */
  dismiss(): void;
};

export type ConferenceRoomOptions = {
  readonly gateway: AriGateway;
  readonly bridgeId: string;
  readonly extension: string;
  /** The channel that a member's call has now. */
  readonly channelOf: (callId: CallId) => string;
  /** Whether the assistant comes with the first member, to listen. */
  readonly listensFromTheStart: () => boolean;
  /** Calls the assistant into this bridge; `onPresence` follows what it does from then on. */
  readonly callAssistant: (onPresence: (presence: AssistantPresence) => void) => Assistant;
  /**
   * The last member has left: the owner forgets the room. Called before the bridge is destroyed.
   */
  readonly onEmpty: () => void;
  readonly log: Log;
};

/** A member as its room knows it. */
export interface ConferenceMember {
  readonly caller: CallerInfo;
  /**
   * The members or the assistant's presence have changed. `others`: number of the other members.
   */
  attendanceChanged(others: number, assistant: AssistantPresence): void;
}

/** After a channel has left the bridge: the time in which the event of its hang-up comes, ms. */
const LEAVE_MS = 300;

/** Waits before the attempts to put channels back into the bridge, ms. */
const PUT_BACK_MS = [0, 250, 500, 1_000, 2_000, 4_000];

/** Name of the bridge in Asterisk. */
const NAME = 'Cordboard conference';

export class ConferenceRoom {
  readonly #options: ConferenceRoomOptions;
  readonly #members = new Set<ConferenceMember>();
  /** Channels that have just left the bridge. */
  readonly #left = new Set<string>();
  #opened: Promise<Result<void>> | null = null;
  /** The request under way to make the bridge anew. */
  #opening: Promise<Result<void>> | null = null;
  /** Aborts when the last member has left. */
  readonly #over = new AbortController();
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

  /** Adds a member. Fails as Asterisk answers; then they are not in the conference. */
  async join(member: ConferenceMember): Promise<Result<void>> {
    const { gateway, bridgeId, channelOf } = this.#options;
    // Before the first await: the room must not be given up while the member is on the way in.
    this.#members.add(member);
    this.#opened ??= gateway.createBridge(bridgeId, NAME);
    const opened = await this.#opened;
    const added = opened.ok
      ? await gateway.addToBridge(bridgeId, [channelOf(member.caller.callId)])
      : opened;
    const joined =
      !added.ok && added.error.kind === 'not-found' ? await this.#joinAnew(member) : added;
    if (!joined.ok) {
      await this.leave(member);
      return joined;
    }
    if (this.#members.has(member)) {
      // The member has not left meanwhile.
      if (this.#options.listensFromTheStart()) {
        this.#bringAssistant();
      }
      this.#tell();
    }
    return done;
  }

  /**
   * A channel has left the bridge. If its member has not left, somebody has destroyed the bridge in
   * Asterisk, or taken the channel out: it is put back.
   */
  async channelLeft(channelId: string): Promise<void> {
    this.#left.add(channelId);
    if (this.#left.size > 1) {
      // The first one sees to all.
      return;
    }
    await delay(LEAVE_MS, this.#over.signal);
    const lost = this.#channelIds.filter((id) => this.#left.has(id));
    this.#left.clear();
    if (lost.length > 0) {
      await this.#putBack(lost);
    }
  }

  /** The bridge is gone: whoever comes is put into a new one, and so are the others. */
  async #joinAnew({ caller }: ConferenceMember): Promise<Result<void>> {
    const channelId = this.#options.channelOf(caller.callId);
    void this.#putBack(this.#channelIds.filter((id) => id !== channelId));
    return await this.#putBack([channelId]);
  }

  /**
   * Puts these channels back into the bridge, which is made anew if it is gone. Each of them by
   * itself: one that is missing must not keep the others out. Fails if one is still out after the
   * last attempt.
   */
  async #putBack(channelIds: readonly string[]): Promise<Result<void>> {
    const { gateway, bridgeId, log } = this.#options;
    let out = channelIds;
    const restored = await tryAgain(PUT_BACK_MS, this.#over.signal, async () => {
      const opened = await this.#openAnew();
      if (!opened.ok) {
        return opened;
      }
      const here = new Set(this.#channelIds);
      out = out.filter((id) => here.has(id));
      const added = await Promise.all(out.map((id) => gateway.addToBridge(bridgeId, [id])));
      out = out.filter((_, index) => added[index]?.ok === false);
      return added.find(({ ok }) => !ok) ?? done;
    });
    log.warn({ bridgeId, channelIds, out }, 'a conference had lost its bridge');
    return restored;
  }

  /** One request at a time: two could make two bridges of one id. */
  #openAnew(): Promise<Result<void>> {
    const { gateway, bridgeId } = this.#options;
    this.#opening ??= gateway.createBridge(bridgeId, NAME).finally(() => {
      this.#opening = null;
    });
    this.#opened = this.#opening;
    return this.#opening;
  }

  /** A member has left. Idempotent. */
  async leave(member: ConferenceMember): Promise<void> {
    if (!this.#members.delete(member)) {
      return;
    }
    this.#tell();
    if (this.#members.size > 0) {
      return;
    }
    const { gateway, bridgeId, onEmpty } = this.#options;
    this.#over.abort();
    onEmpty();
    this.#assistant?.dismiss();
    await gateway.destroyBridge(bridgeId);
  }

  /** Makes the assistant take part. */
  inviteAssistant(): void {
    this.#bringAssistant().callIn();
  }

  /** Stops the assistant from taking part. */
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

  /** The channels of all who are here. */
  get #channelIds(): readonly string[] {
    const members = [...this.#members].map(({ caller }) => this.#options.channelOf(caller.callId));
    return [...members, ...(this.#assistant?.channelIds() ?? [])];
  }

  #tell(): void {
    for (const member of this.#members) {
      member.attendanceChanged(this.#members.size - 1, this.#presence);
    }
  }
}
