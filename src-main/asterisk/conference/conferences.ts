import { randomUUID } from 'node:crypto';
import type { CallerInfo, CallLeg } from '#main/call/callLeg';
import type { Log } from '#main/observability/log';
import type { AsteriskMediaContext } from '../channelMedia';
import type { AsteriskLegContext } from '../incomingLeg';
import { ConferenceLeg } from './leg';
import { type Assistant, type AssistantPresence, ConferenceRoom } from './room';
import { type ListeningControl, WakeWord } from './wakeWord';

export type ConferencesOptions = {
  readonly context: AsteriskMediaContext & Pick<AsteriskLegContext, 'channelOf'>;
  /**
   * Name at which a listening assistant begins to speak (CONFERENCE_WAKE_WORD); empty: no assistant
   * listens.
   */
  readonly wakeWord: () => string;
  readonly control: () => ListeningControl;
  /** Delivers the leg of an assistant like that of a caller. */
  readonly deliver: (leg: CallLeg) => void;
  readonly log: Log;
};

/**
 * All conferences of this console: one for each extension, created for its first member and removed
 * with its last.
 */
export class Conferences {
  readonly #options: ConferencesOptions;
  readonly #rooms = new Map<string, ConferenceRoom>();
  readonly #legs = new Set<ConferenceLeg>();

  constructor(options: ConferencesOptions) {
    this.#options = options;
    options.context.gateway.on('channelLeftBridge', ({ bridgeId, channelId }) => {
      const room = [...this.#rooms.values()].find((each) => each.bridgeId === bridgeId);
      void room?.channelLeft(channelId);
    });
  }

  /** The conference that this caller has dialled; created if there is none. */
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
      channelOf: context.channelOf,
      listensFromTheStart: () => this.#options.wakeWord() !== '',
      callAssistant: (onPresence) => this.#callAssistant(room, onPresence),
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

  /** Whether a conference has created this channel or bridge. */
  owns(id: string): boolean {
    return (
      [...this.#rooms.values()].some((room) => room.bridgeId === id) ||
      [...this.#legs].some((leg) => leg.ownedIds.includes(id))
    );
  }

  #callAssistant(
    room: ConferenceRoom,
    onPresence: (presence: AssistantPresence) => void,
  ): Assistant {
    const { context, deliver, wakeWord, control } = this.#options;
    const caller = conferenceInfo(room.extension);
    const word = wakeWord();
    const ear =
      word === ''
        ? null
        : new WakeWord(control(), caller.callId, word, (speaking) => {
            onPresence(speaking ? 'taking-part' : 'listening');
          });
    const leg: ConferenceLeg = new ConferenceLeg(caller, room.bridgeId, context, () => {
      this.#legs.delete(leg);
      ear?.close();
      onPresence('absent');
    });
    this.#legs.add(leg);
    deliver(leg);
    return {
      channelIds: () => leg.ownedIds,
      callIn: () => {
        ear?.speak();
        onPresence('taking-part');
      },
      sendAway: () => {
        if (ear === null) {
          leg.dismiss();
        } else {
          ear.beSilent();
        }
      },
      dismiss: () => {
        leg.dismiss();
      },
    };
  }
}

/** All members of a conference, as the assistant's caller. */
function conferenceInfo(extension: string): CallerInfo {
  return {
    callId: `conference-${randomUUID()}`,
    callerNumber: '',
    callerName: `Conference ${extension}`,
    dialedNumber: extension,
    demo: false,
    trial: null,
    direction: 'inbound',
    profileId: '',
    adopted: false,
  };
}
