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
