/**
 * What becomes of a caller of a conference: he is brought in, and his keys ask the assistant in
 * (*1) and out (*0).
 */
import type { CallerInfo } from '#main/call/callLeg';
import type { CallService, ServedCall } from '#main/call/services/plainCall';
import type { Result } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { AssistantPresence, ConferenceMember, ConferenceRoom } from './room';

/** Begins a command of two keys. */
const COMMAND_KEY = '*';

/** Notice in the call. */
const NOTICE = 'conference';

/** What the supervisor reads about the assistant. */
const ASSISTANT: Readonly<Record<AssistantPresence, Phrase>> = {
  absent: phrase('conference.assistant-absent'),
  listening: phrase('conference.assistant-listening'),
  'taking-part': phrase('conference.assistant-taking-part'),
};

/** One member of a conference. */
export class ConferenceService implements CallService, ConferenceMember {
  readonly #call: ServedCall;
  readonly #room: ConferenceRoom;
  #lastKey = '';

  constructor(call: ServedCall, room: ConferenceRoom) {
    this.#call = call;
    this.#room = room;
  }

  get caller(): CallerInfo {
    return this.#call.leg.caller;
  }

  connect(): Promise<Result<void>> {
    return this.#room.join(this);
  }

  digitPressed(digit: string): void {
    if (this.#lastKey === COMMAND_KEY && digit === '1') {
      this.#room.inviteAssistant();
    } else if (this.#lastKey === COMMAND_KEY && digit === '0') {
      this.#room.dismissAssistant();
    }
    this.#lastKey = digit;
  }

  secondPassed(): void {
    // Its audio is mixed in Asterisk: there is nothing to be counted here.
  }

  close(): Promise<void> {
    return this.#room.leave(this);
  }

  attendanceChanged(others: number, assistant: AssistantPresence): void {
    this.#call.view.notice(
      NOTICE,
      'info',
      phrase('conference.company', {
        extension: this.#room.extension,
        others,
        assistant: ASSISTANT[assistant],
      }),
    );
  }
}
