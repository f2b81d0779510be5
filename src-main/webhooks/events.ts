/** Makes webhook events from the stream of changes. */
import type { SummaryNews } from '#main/call/summary/summaries';
import type { MessageTaken } from '#main/call/tools/toolRunner';
import type { AlertSeverity, CallAlert } from '#model/alert';
import type { Call, CallDirection, CallId } from '#model/call';
import type { EndReason } from '#model/endReasons';
import type { ConsoleEvent } from '#model/events';
import type { CallRecording } from '#model/history';
import type { TakenMessage } from '#model/inbox';
import type { Nudge } from '#model/nudge';
import type { Question, QuestionId } from '#model/question';
import type { DoneSummary } from '#model/summary';
import type { Transcript, TurnSpeaker } from '#model/transcript';
import type { VoiceName } from '#model/voices';

/**
 * `alert`: something of severity `warn` or `danger` calls for attention, got worse or came back;
 * what rules of the profile did is told as `rule.acted`. `alert.acknowledged`: somebody has seen to
 * it, whatever it came from. `call.taken_over` and `call.handed_back`: by the supervisor.
 * `message.taken`: a caller left a message with the agent. `question.asked`: the agent waits for
 * the supervisor's answer. `rule.acted`: a rule of the profile did something. `recording.ready`:
 * the file of a recording is complete. `call.summarized`: the summary of a call that `call.ended`
 * did not have.
 */
type WebhookEventType =
  | 'call.started'
  | 'call.answered'
  | 'call.taken_over'
  | 'call.handed_back'
  | 'call.transferred'
  | 'call.ended'
  | 'call.summarized'
  | 'alert'
  | 'alert.acknowledged'
  | 'message.taken'
  | 'question.asked'
  | 'rule.acted'
  | 'recording.ready';

/** What receivers learn of a call. Moments are in epoch ms. */
type WebhookCall = {
  readonly id: CallId;
  readonly dialedNumber: string;
  readonly direction: CallDirection;
  readonly profileId: string;
  readonly profileName: string;
  readonly demo: boolean;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  /** From its start to its end; null before the end. */
  readonly durationMs: number | null;
  /** From the answer to the end; null before the end, and for a call that was not answered. */
  readonly talkMs: number | null;
  readonly endReason: EndReason | null;
  readonly voice: VoiceName;
  /** Only with WEBHOOK_INCLUDE_NUMBERS. Personal data. */
  readonly callerNumber?: string;
  /** Only with WEBHOOK_INCLUDE_NUMBERS. Personal data. */
  readonly callerName?: string;
};

/** What is read of a call, while it is going on or from the record. */
type ToldCall = Pick<
  Call,
  Exclude<keyof WebhookCall, 'durationMs' | 'talkMs'> | 'callerNumber' | 'callerName'
>;

/** A turn of `call.ended`. Personal data. */
type SaidTurn = {
  readonly speaker: TurnSpeaker;
  /** Ms since the start of the call. */
  readonly startMs: number;
  /** What was heard of it. */
  readonly text: string;
};

/** What a call was about. Personal data. */
type WebhookSummary = Pick<DoneSummary, 'text' | 'followUps' | 'fields'>;

/** What receivers learn of a question. */
type WebhookQuestion =
  | Question
  /** Without WEBHOOK_INCLUDE_NUMBERS: nothing that somebody has said. */
  | Pick<Question, 'id' | 'kind' | 'askedAt' | 'deadline'>;

/** What receivers learn of a rule's deed. It is told at once: whether it succeeds is not known. */
type WebhookNudge = Omit<Nudge, 'failure'>;

/** What receivers learn of an alert. */
type WebhookAlert = Omit<CallAlert, 'phrase' | 'sound'>;

/** Parts that only some types have. */
type Extra = {
  /** Only of an `alert`. */
  readonly notice?: {
    readonly kind: CallAlert['signal'];
    readonly severity: AlertSeverity;
    readonly message: string;
  };
  /** Of an `alert` and of `alert.acknowledged`. */
  readonly alert?: WebhookAlert;
  /** Only of `message.taken`, with WEBHOOK_INCLUDE_NUMBERS. Personal data. */
  readonly message?: TakenMessage;
  /** Only of `question.asked`. */
  readonly question?: WebhookQuestion;
  /** Only of `rule.acted`. */
  readonly nudge?: WebhookNudge;
  /** Only of `recording.ready`. */
  readonly recording?: Pick<CallRecording, 'durationMs' | 'bytes'>;
  /** Only of `call.ended`, with WEBHOOK_INCLUDE_TRANSCRIPT. */
  readonly transcript?: readonly SaidTurn[];
  /** Only of `call.ended`, if its summary came in time, and of `call.summarized`. */
  readonly outcome?: string | null;
  /** The same with WEBHOOK_INCLUDE_SUMMARY. */
  readonly summary?: WebhookSummary;
};

/** The body of a request: `type`, `timestamp` and `data` are those of Standard Webhooks. */
export type WebhookEvent = {
  /** The same in every attempt, so that a receiver can drop what it already has. */
  readonly id: string;
  readonly type: WebhookEventType;
  /** When it happened, ISO 8601. */
  readonly timestamp: string;
  readonly data: Extra & { readonly call: WebhookCall };
} & BodyBefore;

/** The fields of builds before Standard Webhooks; they go with version 0.2. */
type BodyBefore = Pick<Extra, 'notice' | 'message'> & {
  /** `timestamp` in epoch ms. */
  readonly at: number;
  readonly call: WebhookCall;
};

type WebhookEventsOptions = {
  /** WEBHOOK_INCLUDE_NUMBERS, read at every event. */
  readonly includeNumbers: () => boolean;
  /** What was said in a call that has ended; null without WEBHOOK_INCLUDE_TRANSCRIPT. */
  readonly transcriptOf: (callId: CallId) => Transcript | null;
  /** WEBHOOK_INCLUDE_SUMMARY, read at every event. */
  readonly includeSummary: () => boolean;
  /** Whether a call that has ended gets a summary. */
  readonly expectsSummary: (call: Call) => boolean;
  /** `waitsUntil`: epoch ms until which the event waits to be completed; 0 for most. */
  readonly onEvent: (event: WebhookEvent, waitsUntil: number) => void;
  /** What an event waited for; `late` is for those who have the event already. */
  readonly onCompleted: (event: WebhookEvent, late: WebhookEvent | null) => void;
  readonly newId: () => string;
  /** Epoch ms. */
  readonly now: () => number;
};

/** Longest time for which the announcement of an end waits for the summary, ms. */
const SUMMARY_WAIT_MS = 20_000;

/** What has been announced of a call. */
type Announced = {
  /** Its newest state. */
  call: Call;
  answered: boolean;
  ended: boolean;
  /** The alerts that the call has now, by id. */
  alerts: ReadonlyMap<string, CallAlert>;
  /** The questions that are open now. */
  questions: ReadonlySet<QuestionId>;
  /** Ids of the nudges that the call has now. */
  nudges: ReadonlySet<string>;
};

/** Follows the calls and gives each event once. Forgets calls that have left the list. */
export class WebhookEvents {
  readonly #options: WebhookEventsOptions;
  readonly #announced = new Map<CallId, Announced>();
  /** Announcements of ends that lack a summary, which is being made. */
  readonly #unsummarized = new Map<CallId, WebhookEvent>();

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

  /** The recording of a call is complete. */
  recordingReady(callId: CallId, { durationMs, bytes }: CallRecording): void {
    const known = this.#announced.get(callId);
    if (known !== undefined) {
      const recording = { durationMs, bytes };
      this.#announce('recording.ready', known.call, this.#options.now(), { recording });
    }
  }

  /** The summary of a call is made, or given up. */
  summaryEnded({ call, summary }: SummaryNews): void {
    const { now, onEvent, onCompleted } = this.#options;
    const ended = this.#unsummarized.get(call.id);
    this.#unsummarized.delete(call.id);
    if (summary.state === 'failed') {
      if (ended !== undefined) {
        onCompleted(ended, null);
      }
      return;
    }
    const extra = this.#summaryOf(summary);
    const late = this.#event('call.summarized', call, now(), extra);
    if (ended === undefined) {
      onEvent(late, 0);
    } else {
      onCompleted({ ...ended, data: { ...ended.data, ...extra } }, late);
    }
  }

  #call(call: Call): void {
    const known = this.#announced.get(call.id) ?? this.#started(call);
    const floorBefore = known.call.floor;
    known.call = call;
    if (call.answeredAt !== null && !known.answered) {
      known.answered = true;
      this.#announce('call.answered', call, call.answeredAt);
    }
    this.#alerts(known, call);
    this.#questions(known, call);
    this.#nudges(known, call);
    if (call.state === 'ended') {
      this.#ended(known, call);
    } else if (call.floor !== floorBefore) {
      const type = call.floor === 'supervisor' ? 'call.taken_over' : 'call.handed_back';
      this.#announce(type, call, this.#options.now());
    }
  }

  #started(call: Call): Announced {
    const known: Announced = {
      call,
      answered: false,
      ended: false,
      alerts: new Map(),
      questions: new Set(),
      nudges: new Set(),
    };
    this.#announced.set(call.id, known);
    this.#announce('call.started', call, call.startedAt);
    return known;
  }

  #alerts(known: Announced, call: Call): void {
    for (const alert of call.alerts) {
      const before = known.alerts.get(alert.id);
      const { signal: kind, severity, message, acknowledged } = alert;
      if (isAnnounced(alert) && before?.severity !== severity) {
        const extra = { notice: { kind, severity, message }, alert: webhookAlert(alert) };
        this.#announce('alert', call, alert.at, extra);
      }
      if (acknowledged !== null && before?.acknowledged?.at !== acknowledged.at) {
        const extra = { alert: webhookAlert(alert) };
        this.#announce('alert.acknowledged', call, acknowledged.at, extra);
      }
    }
    known.alerts = new Map(call.alerts.map((alert) => [alert.id, alert]));
  }

  #questions(known: Announced, call: Call): void {
    for (const question of call.questions) {
      if (!known.questions.has(question.id)) {
        this.#announce('question.asked', call, question.askedAt, {
          question: webhookQuestion(question, this.#options.includeNumbers()),
        });
      }
    }
    known.questions = new Set(call.questions.map(({ id }) => id));
  }

  #nudges(known: Announced, call: Call): void {
    for (const nudge of call.nudges) {
      if (!known.nudges.has(nudge.id)) {
        this.#announce('rule.acted', call, nudge.at, { nudge: webhookNudge(nudge) });
      }
    }
    known.nudges = new Set(call.nudges.map(({ id }) => id));
  }

  #ended(known: Announced, call: Call): void {
    if (known.ended) {
      return;
    }
    known.ended = true;
    const at = call.endedAt ?? this.#options.now();
    if (call.endReason === 'transferred') {
      this.#announce('call.transferred', call, at);
    }
    const said = this.#options.transcriptOf(call.id);
    const extra = said === null ? {} : { transcript: turnsOf(said) };
    const event = this.#event('call.ended', call, at, extra);
    const waits = this.#options.expectsSummary(call);
    if (waits) {
      this.#forgetSent();
      this.#unsummarized.set(call.id, event);
    }
    this.#options.onEvent(event, waits ? this.#options.now() + SUMMARY_WAIT_MS : 0);
  }

  /** Announcements that have waited long enough were sent. */
  #forgetSent(): void {
    const sentBefore = this.#options.now() - SUMMARY_WAIT_MS;
    for (const [callId, { at }] of this.#unsummarized) {
      if (at < sentBefore) {
        this.#unsummarized.delete(callId);
      }
    }
  }

  #summaryOf({ outcome, text, followUps, fields }: DoneSummary): Extra {
    return this.#options.includeSummary()
      ? { outcome, summary: { text, followUps, fields } }
      : { outcome };
  }

  #announce(type: WebhookEventType, call: Call, at: number, extra: Extra = {}): void {
    this.#options.onEvent(this.#event(type, call, at, extra), 0);
  }

  #event(type: WebhookEventType, call: ToldCall, at: number, extra: Extra): WebhookEvent {
    const { newId, includeNumbers } = this.#options;
    const told = webhookCall(call, includeNumbers());
    const { notice, message } = extra;
    return {
      id: newId(),
      type,
      timestamp: new Date(at).toISOString(),
      data: { call: told, ...extra },
      at,
      call: told,
      ...(notice === undefined ? {} : { notice }),
      ...(message === undefined ? {} : { message }),
    };
  }
}

function webhookQuestion(question: Question, withWords: boolean): WebhookQuestion {
  const { id, kind, askedAt, deadline } = question;
  return withWords ? question : { id, kind, askedAt, deadline };
}

function webhookNudge({ id, reason, severity, watch, act, at }: Nudge): WebhookNudge {
  return { id, reason, severity, watch, act, at };
}

/** What a rule of the profile did has an announcement of its own. */
function isAnnounced({ severity, signal }: CallAlert): boolean {
  return severity !== 'info' && signal !== 'nudge';
}

function webhookAlert({ phrase: _phrase, sound: _sound, ...alert }: CallAlert): WebhookAlert {
  return alert;
}

/** Cordboard's own notes are left out. */
function turnsOf(transcript: Transcript): readonly SaidTurn[] {
  return transcript
    .filter(({ speaker }) => speaker !== 'system')
    .map(({ speaker, startMs, text, heardChars }) => ({
      speaker,
      startMs,
      text: heardChars === null ? text : text.slice(0, heardChars),
    }));
}

function webhookCall(call: ToldCall, withNumbers: boolean): WebhookCall {
  const { startedAt, answeredAt, endedAt } = call;
  return {
    id: call.id,
    dialedNumber: call.dialedNumber,
    direction: call.direction,
    profileId: call.profileId,
    profileName: call.profileName,
    demo: call.demo,
    startedAt,
    answeredAt,
    endedAt,
    durationMs: endedAt === null ? null : endedAt - startedAt,
    talkMs: endedAt === null || answeredAt === null ? null : endedAt - answeredAt,
    endReason: call.endReason,
    voice: call.voice,
    ...(withNumbers ? { callerNumber: call.callerNumber, callerName: call.callerName } : {}),
  };
}
