/** What a notice is about. One of each is shown on a call. */
export const NOTICE_KINDS = [
  'agent-link',
  'agent-mute',
  'agent-soundless',
  'agent-talking',
  'asterisk-events',
  'caller-silent',
  'conference',
  'consultation',
  'farewell',
  'goodbye',
  'hearing',
  'hold-limit',
  'long-call',
  'max-duration',
  'media',
  'no-answer',
  'no-media',
  'profile',
  'recording',
  'round-trip',
  'setup',
  'supervisor-gone',
  'model-change',
  'voice-change',
] as const;

/** See NOTICE_KINDS. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Those that only ever inform. All others may warn, and then are alerts too. */
const INFORMING_KINDS = [
  'conference',
  'goodbye',
  'max-duration',
  'no-media',
  'round-trip',
] as const satisfies NoticeKind[];

/** A notice that may warn. */
export type WarningKind = Exclude<NoticeKind, (typeof INFORMING_KINDS)[number]>;

const INFORMING: readonly NoticeKind[] = INFORMING_KINDS;

export function mayWarn(kind: NoticeKind): kind is WarningKind {
  return !INFORMING.includes(kind);
}

/** See WarningKind. */
export const WARNING_KINDS: readonly WarningKind[] = NOTICE_KINDS.filter(mayWarn);
