/** What is announced to other programs, made from the stream of changes. */
import type { MessageTaken, TakenMessage } from '#main/call/tools/toolRunner';
import type { Call, CallId, CallNotice } from '#model/call';
import type { EndReason } from '#model/endReasons';
import type { ConsoleEvent } from '#model/events';
import type { VoiceName } from '#model/voices';

/**
 * Kinds of announcement. `alert`: a notice of severity warn or danger came up on a call. `message.taken`: a caller left a message
 * with the agent.
 */
export type WebhookEventType = 'call.started' | 'call.ended' | 'alert' | 'message.taken';

/** What is told of a call. All times in epoch ms. */
export type WebhookCall = {
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

/** The body of an announcement. What was said is never in it, but for messages that are to be passed on. */
export type WebhookEvent = {
  /** The same in every attempt: lets a receiver drop what it already has. */
  readonly id: string;
  readonly type: WebhookEventType;
  /** When it happened, epoch ms. */
  readonly at: number;
  readonly call: WebhookCall;
  /** Only of an `alert`. */
  readonly notice?: Pick<CallNotice, 'kind' | 'severity' | 'message'>;
  /** Only of `message.taken`, with WEBHOOK_INCLUDE_NUMBERS. Personal data. */
  readonly message?: TakenMessage;
};

/** What only some kinds of announcement tell. */
type Extra = Pick<WebhookEvent, 'notice' | 'message'>;

/** What the events are made with. */
export type WebhookEventsOptions = {
  /** WEBHOOK_INCLUDE_NUMBERS, asked for at every event. */
  readonly includeNumbers: () => boolean;
  readonly onEvent: (event: WebhookEvent) => void;
  /** Makes the id of an event. */
  readonly newId: () => string;
  /** Epoch ms. */
  readonly now: () => number;
};

/** What is known of a call. */
type Told = {
  ended: boolean;
  /** Severity of the notices that are up, by kind. */
  notices: ReadonlyMap<string, CallNotice['severity']>;
};

/** Follows the calls and tells each event once. Nothing is kept of a call that left the list. */
export class WebhookEvents {
  readonly #options: WebhookEventsOptions;
  readonly #told = new Map<CallId, Told>();

  constructor(options: WebhookEventsOptions) {
    this.#options = options;
  }

  /** Applies one change. */
  apply(event: ConsoleEvent): void {
    if (event.type === 'callAdded' || event.type === 'callChanged') {
      this.#call(event.call);
    } else if (event.type === 'callRemoved') {
      this.#told.delete(event.callId);
    }
  }

  /** Tells of a message a caller left. */
  messageTaken({ call, message }: MessageTaken): void {
    const { now, includeNumbers } = this.#options;
    this.#tell('message.taken', call, now(), includeNumbers() ? { message } : {});
  }

  #call(call: Call): void {
    let told = this.#told.get(call.id);
    if (told === undefined) {
      told = { ended: false, notices: new Map() };
      this.#told.set(call.id, told);
      this.#tell('call.started', call, call.startedAt);
    }
    for (const notice of call.notices) {
      if (isAlarming(notice.severity) && told.notices.get(notice.kind) !== notice.severity) {
        const { kind, severity, message } = notice;
        this.#tell('alert', call, notice.at, { notice: { kind, severity, message } });
      }
    }
    told.notices = new Map(call.notices.map(({ kind, severity }) => [kind, severity]));
    if (call.state === 'ended' && !told.ended) {
      told.ended = true;
      this.#tell('call.ended', call, call.endedAt ?? this.#options.now());
    }
  }

  #tell(type: WebhookEventType, call: Call, at: number, extra: Extra = {}): void {
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

function isAlarming(severity: CallNotice['severity']): boolean {
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
