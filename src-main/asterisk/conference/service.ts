/**
 * Serves a caller of a conference: adds them to it, and lets their keys call the assistant in (*1)
 * or send it away (*0).
 */
import type { CallerInfo } from '#main/call/callLeg';
import type { ContentCall } from '#main/call/content/callContent';
import { Service } from '#main/call/content/service';
import type { Result } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { AssistantPresence, ConferenceMember, ConferenceRoom } from './room';

/** First of the two keys of a command. */
const COMMAND_KEY = '*';

const NOTICE = 'conference';

/** What the supervisor reads about the assistant. */
const ASSISTANT: Readonly<Record<AssistantPresence, Phrase>> = {
  absent: phrase('conference.assistant-absent'),
  listening: phrase('conference.assistant-listening'),
  'taking-part': phrase('conference.assistant-taking-part'),
};

/** One member of a conference. */
export class ConferenceService extends Service implements ConferenceMember {
  readonly #call: ContentCall;
  readonly #room: ConferenceRoom;
  #lastKey = '';

  constructor(call: ContentCall, room: ConferenceRoom) {
    super();
    this.#call = call;
    this.#room = room;
  }

  get caller(): CallerInfo {
    return this.#call.leg.caller;
  }

  override connect(): Promise<Result<void>> {
    return this.#room.join(this);
  }

  override digitPressed(digit: string): void {
    if (this.#lastKey === COMMAND_KEY && digit === '1') {
      this.#room.inviteAssistant();
    } else if (this.#lastKey === COMMAND_KEY && digit === '0') {
      this.#room.dismissAssistant();
    }
    this.#lastKey = digit;
  }

  override close(): Promise<void> {
    return this.#room.leave(this);
  }

  attendanceChanged(others: number, assistant: AssistantPresence): void {
    this.#call.liveCall.notice(
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
