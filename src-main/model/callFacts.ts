/** What is known of a call: what its agent is told, and what texts of a profile may refer to. */
import type { CallDirection } from './call';
import type { EndReason } from './endReasons';
import type { LookUpAnswer } from './lookUp';

/**
 * Names that texts of a profile may refer to as `{name}`. On top come the channel variables that
 * the profile names (CHANNEL_PREFIX), and the facts of its look-up (LOOK_UP_PREFIX of lookUp.ts).
 */
export const PLACEHOLDERS = [
  'caller.number',
  'caller.name',
  'call.dialled',
  'call.direction',
  'date',
  'time',
  'weekday',
  'profile.name',
] as const;

/** See PLACEHOLDERS. */
export type PlaceholderName = (typeof PLACEHOLDERS)[number];

/** Begins the name of a placeholder that is a channel variable: `channel.CUSTOMER`. */
export const CHANNEL_PREFIX = 'channel.';

/**
 * How the name of a channel variable looks. A name with brackets would be a function of the
 * dialplan, which Asterisk carries out.
 */
export const CHANNEL_VARIABLE = /^[A-Za-z_]\w{0,63}$/;

/** An earlier call with the same number. */
export type EarlierCall = {
  /** Epoch ms. */
  readonly startedAt: number;
  /** Null if nobody saw the end of it. */
  readonly durationMs: number | null;
  readonly endReason: EndReason | null;
  /** What it was about; null while it has no summary. */
  readonly summary: string | null;
};

/** The facts of one call at one moment. */
export type CallFacts = {
  /**
   * Who is at the other end, as the telephone network says; an empty text is not known. Personal
   * data. Null: whoever gets these facts is not to know.
   */
  readonly caller: { readonly number: string; readonly name: string } | null;
  readonly dialedNumber: string;
  readonly direction: CallDirection;
  readonly profileName: string;
  /** Values of the channel variables that the profile names; an empty text where one is not set. */
  readonly channel: ReadonlyMap<string, string>;
  /** What the look-up says of the caller; null: nothing, or not yet. */
  readonly lookUp: Pick<LookUpAnswer, 'context' | 'facts'> | null;
  /** The newest first. */
  readonly earlierCalls: readonly EarlierCall[];
  /** The moment, epoch ms. */
  readonly at: number;
  /** Name of the time zone (IANA). */
  readonly timeZone: string;
};
