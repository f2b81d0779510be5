/** All conferences: one for each extension, made for its first member and gone with its last. */
import { randomUUID } from 'node:crypto';
import type { Log } from '../../observability/log';
import type { AsteriskMediaContext } from '../asteriskMedia';
import type { CallerInfo, CallLeg } from '../callLeg';
import { ConferenceLeg } from './conferenceLeg';
import { ConferenceRoom } from './conferenceRoom';

/** What conferences work with. */
export type ConferencesOptions = {
  readonly context: AsteriskMediaContext;
  /** Hands the leg of an assistant on, as if it were a caller's. */
  readonly bring: (leg: CallLeg) => void;
  readonly log: Log;
};

/** All conferences of this console. */
export class Conferences {
  readonly #options: ConferencesOptions;
  readonly #rooms = new Map<string, ConferenceRoom>();
  readonly #legs = new Set<ConferenceLeg>();

  constructor(options: ConferencesOptions) {
    this.#options = options;
  }

  /** The conference that this caller wants to be in. */
  roomFor({ dialedNumber }: CallerInfo): ConferenceRoom {
    const existing = this.#rooms.get(dialedNumber);
    if (existing !== undefined) {
      return existing;
    }
    const { context, log } = this.#options;
    const room: ConferenceRoom = new ConferenceRoom({
      gateway: context.gateway,
      bridgeId: context.ids.create('bridge'),
      extension: dialedNumber,
      callAssistant: (onLeft) => this.#callAssistant(room, onLeft),
      onEmpty: () => {
        if (this.#rooms.get(dialedNumber) === room) {
          this.#rooms.delete(dialedNumber);
        }
      },
      log,
    });
    this.#rooms.set(dialedNumber, room);
    return room;
  }

  /** Whether a conference made this channel or bridge. */
  owns(id: string): boolean {
    return (
      [...this.#rooms.values()].some((room) => room.bridgeId === id) ||
      [...this.#legs].some((leg) => leg.ownedIds.includes(id))
    );
  }

  #callAssistant(room: ConferenceRoom, onLeft: () => void): ConferenceLeg {
    const { context, bring } = this.#options;
    const caller: CallerInfo = {
      callId: `conference-${randomUUID()}`,
      callerNumber: '',
      callerName: `Conference ${room.extension}`,
      dialedNumber: room.extension,
      demo: false,
      direction: 'inbound',
      profileId: '',
      adopted: false,
    };
    const leg: ConferenceLeg = new ConferenceLeg(caller, room.bridgeId, context, () => {
      this.#legs.delete(leg);
      onLeft();
    });
    this.#legs.add(leg);
    bring(leg);
    return leg;
  }
}
