/** Makes webhook events from the stream of changes. */
import type { MessageTaken, TakenMessage } from '#main/call/tools/toolRunner';
import type { Call, CallId, CallNotice } from '#model/call';
import type { EndReason } from '#model/endReasons';
import type { ConsoleEvent } from '#model/events';
import type { Question, QuestionId } from '#model/question';
import type { VoiceName } from '#model/voices';

/**
 * `alert`: a notice of severity `warn` or `danger` appeared on a call. `message.taken`: a caller
 * left a message with the agent. `question.asked`: the agent waits for the supervisor's answer.
 */
type WebhookEventType =
  'call.started' | 'call.ended' | 'alert' | 'message.taken' | 'question.asked';

/** What receivers learn of a call. Times are in epoch ms. */
type WebhookCall = {
  readonly id: CallId;
  readonly dialedNumber: string;
  readonly demo: boolean;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly endReason: EndReason | null;
  readonly voice: VoiceName;
  /** Only with WEBHOOK_INCLUDE_NUMBERS. Personal data. */
  readonly callerNumber?: string;
  /** Only with WEBHOOK_INCLUDE_NUMBERS. Personal data. */
  readonly callerName?: string;
};

/** What receivers learn of a question. */
type WebhookQuestion =
  | Question
  /** Without WEBHOOK_INCLUDE_NUMBERS: nothing that somebody has said. */
  | Pick<Question, 'id' | 'kind' | 'askedAt' | 'deadline'>;

/** The body of a request. Of what was said it has messages that callers left, and questions. */
export type WebhookEvent = {
  /** The same in every attempt, so that a receiver can drop what it already has. */
  readonly id: string;
  readonly type: WebhookEventType;
  /** When it happened, epoch ms. */
  readonly at: number;
  readonly call: WebhookCall;
  /** Only of an `alert`. */
  readonly notice?: Pick<CallNotice, 'kind' | 'severity' | 'message'>;
  /** Only of `message.taken`, with WEBHOOK_INCLUDE_NUMBERS. Personal data. */
  readonly message?: TakenMessage;
  /** Only of `question.asked`. */
  readonly question?: WebhookQuestion;
};

/** Parts that only some types have. */
type Extra = Pick<WebhookEvent, 'notice' | 'message' | 'question'>;

type WebhookEventsOptions = {
  /** WEBHOOK_INCLUDE_NUMBERS, read at every event. */
  readonly includeNumbers: () => boolean;
  readonly onEvent: (event: WebhookEvent) => void;
  readonly newId: () => string;
  /** Epoch ms. */
  readonly now: () => number;
};

/** What has been announced of a call. */
type Announced = {
  ended: boolean;
  /** Severity of the notices that the call has now, by kind. */
  notices: ReadonlyMap<string, CallNotice['severity']>;
  /** The questions that are open now. */
  questions: ReadonlySet<QuestionId>;
};

/** Follows the calls and gives each event once. Forgets calls that have left the list. */
export class WebhookEvents {
  readonly #options: WebhookEventsOptions;
  readonly #announced = new Map<CallId, Announced>();

  constructor(options: WebhookEventsOptions) {
    this.#options = options;
  }

  apply(event: ConsoleEvent): void {
    if (event.type === 'callAdded' || event.type === 'callChanged') {
      this.#call(event.call);
    } else if (event.type === 'callRemoved') {
      this.#announced.delete(event.callId);
    }
  }

  messageTaken({ call, message }: MessageTaken): void {
    const { now, includeNumbers } = this.#options;
    this.#announce('message.taken', call, now(), includeNumbers() ? { message } : {});
  }

  #call(call: Call): void {
    let known = this.#announced.get(call.id);
    if (known === undefined) {
      known = { ended: false, notices: new Map(), questions: new Set() };
      this.#announced.set(call.id, known);
      this.#announce('call.started', call, call.startedAt);
    }
    for (const notice of call.notices) {
      if (isAlert(notice) && known.notices.get(notice.kind) !== notice.severity) {
        const { kind, severity, message } = notice;
        this.#announce('alert', call, notice.at, { notice: { kind, severity, message } });
      }
    }
    known.notices = new Map(call.notices.map(({ kind, severity }) => [kind, severity]));
    for (const question of call.questions) {
      if (!known.questions.has(question.id)) {
        this.#announce('question.asked', call, question.askedAt, {
          question: webhookQuestion(question, this.#options.includeNumbers()),
        });
      }
    }
    known.questions = new Set(call.questions.map(({ id }) => id));
    if (call.state === 'ended' && !known.ended) {
      known.ended = true;
      this.#announce('call.ended', call, call.endedAt ?? this.#options.now());
    }
  }

  #announce(type: WebhookEventType, call: Call, at: number, extra: Extra = {}): void {
    const { newId, includeNumbers, onEvent } = this.#options;
    onEvent({
      id: newId(),
      type,
      at,
      call: webhookCall(call, includeNumbers()),
      ...extra,
    });
  }
}

function webhookQuestion(question: Question, withWords: boolean): WebhookQuestion {
  const { id, kind, askedAt, deadline } = question;
  return withWords ? question : { id, kind, askedAt, deadline };
}

function isAlert({ severity }: CallNotice): boolean {
  return severity === 'warn' || severity === 'danger';
}

function webhookCall(call: Call, withNumbers: boolean): WebhookCall {
  return {
    id: call.id,
    dialedNumber: call.dialedNumber,
    demo: call.demo,
    startedAt: call.startedAt,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    endReason: call.endReason,
    voice: call.voice,
    ...(withNumbers ? { callerNumber: call.callerNumber, callerName: call.callerName } : {}),
  };
}
