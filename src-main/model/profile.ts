/**
 * Profiles: named sets of how calls are handled, chosen by the number that was dialled. A running
 * call keeps the profile as it was when the call came.
 */
import type { BargeInMode } from './call';
import type { NudgeRule } from './nudge';
import type { Phrase, PlacedProblem } from './phrases/phrase';
import type { ProfileSummary } from './summary';
import type { VoiceName } from './voices';

/** Id of the profile for every call that no other profile is for; it cannot be removed. */
export const DEFAULT_PROFILE_ID = 'default';

/** How the id of a profile looks. */
export const PROFILE_ID = /^[a-z0-9-]{1,40}$/;

/** A tag of a language (BCP 47), such as `es-MX`. */
export const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;

/**
 * Third arguments of Stasis() that ask for another service than the agent
 * (asterisk-config/extensions.conf). No profile may have one of them as its id.
 */
export const SERVICE_NAMES = { mediaTest: 'media-test', conference: 'conference' } as const;

/**
 * JSON Schema of an object, as Gemini takes it for the parameters of a function (Gemini API,
 * "FunctionDeclaration").
 */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * An HTTP request of a profile. Parameters go into `{name}` places of the URL; those that have
 * none go into the query (GET) or, as JSON, into the body (POST). Headers may hold `${NAME}` for a
 * secret of HTTP_TOOL_SECRETS. URL and headers may hold placeholders (callFacts.ts). Only hosts of
 * HTTP_TOOL_HOSTS are asked.
 */
export type ProfileRequest = {
  /**
   * Parameters that the program fills, by name: texts that may hold placeholders (callFacts.ts).
   * The agent does not see them.
   */
  readonly fromCall: Readonly<Record<string, string>>;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
};

/** A tool that is an HTTP request. The agent gives the parameters that `fromCall` does not. */
export type HttpTool = ProfileRequest & {
  /** Name of the function: letters, digits and underscore, at most 64. */
  readonly name: string;
  /** Description for the agent. */
  readonly description: string;
  readonly parameters: JsonSchema;
  /** Longer answers are cut, bytes. */
  readonly maxResultBytes: number;
  /**
   * `wait`: the agent says nothing until the result is there. The others let it go on talking, and
   * say when it learns the result.
   */
  readonly scheduling: ToolScheduling;
  /** Each call of it needs the supervisor's yes first. */
  readonly approval: boolean;
};

/** The look-up of a profile's calls (lookUp.ts). */
export type ProfileLookUp = ProfileRequest & {
  /** Facts of the answer that placeholders may name. */
  readonly facts: readonly string[];
};

/**
 * When the agent learns the result of a tool (Gemini API, "FunctionResponseScheduling"). `wait`: it
 * waits for it (BLOCKING). `interrupt`: at once, even while it speaks. `when-idle`: when it has
 * finished speaking. `silent`: at once, without a word about it.
 */
export const TOOL_SCHEDULINGS = ['wait', 'interrupt', 'when-idle', 'silent'] as const;

/** See TOOL_SCHEDULINGS. */
export type ToolScheduling = (typeof TOOL_SCHEDULINGS)[number];

/** Somebody the agent or the supervisor may transfer to. */
export type TransferTarget = {
  /** As the agent names it, e.g. `sales`. */
  readonly name: string;
  /** Description for the agent, e.g. "questions on prices". */
  readonly description: string;
  /** Extension of the dialplan, in TRANSFER_CONTEXT. */
  readonly extension: string;
};

/** Tools of our own that may need the supervisor's yes. */
export const APPROVABLE_TOOLS = ['endCall', 'transferCall', 'sendDtmf', 'takeMessage'] as const;

/** See APPROVABLE_TOOLS. */
export type ApprovableTool = (typeof APPROVABLE_TOOLS)[number];

export type ProfileTools = {
  readonly endCall: boolean;
  readonly transferCall: boolean;
  readonly sendDtmf: boolean;
  readonly takeMessage: boolean;
  readonly askSupervisor: boolean;
  /** Grounding with Google Search. */
  readonly googleSearch: boolean;
  /** Each call of these needs the supervisor's yes first. */
  readonly approval: Readonly<Record<ApprovableTool, boolean>>;
  /** How long the supervisor has for a yes, and for an answer unless the agent says otherwise. */
  readonly answerSeconds: number;
  readonly http: readonly HttpTool[];
};

/**
 * What happens to a call whose agent stays away (AGENT_AWAY_LIMIT). `announce`: the fallback
 * extension of the dialplan.
 */
export type ProfileFallback =
  | { readonly kind: 'announce' }
  | { readonly kind: 'transfer'; readonly extension: string }
  | { readonly kind: 'voicemail'; readonly extension: string }
  | { readonly kind: 'hang-up' };

/**
 * What becomes of the keys that a caller presses. `none`: nobody learns which they were. `agent`:
 * the agent gets each whole entry. `secret`: it does, and nobody else sees more than their number.
 */
export const KEY_USES = ['none', 'agent', 'secret'] as const;

/** See KEY_USES. */
export type KeyUse = (typeof KEY_USES)[number];

/**
 * What the agent does when a mailbox answers an outgoing call. `leave-text`: it says this text,
 * which may hold placeholders (callFacts.ts), after the beep, and hangs up.
 */
export type ProfileMailbox =
  { readonly kind: 'hang-up' } | { readonly kind: 'leave-text'; readonly text: string };

/** Thresholds of the voice activity detection; null: as in the settings. */
export type ProfileVad = {
  readonly energyThreshold: number | null;
  /** Lowest probability at which a frame counts as speech, 0..1 (engine silero). */
  readonly sileroThreshold: number | null;
  /** Length of speech that begins a turn, seconds. */
  readonly speechSeconds: number | null;
  /** Length of silence that ends it, seconds. */
  readonly silenceSeconds: number | null;
};

/** One profile. Where a value is null, the setting of the program holds. */
export type Profile = {
  /** Small letters, digits and dash, 1 to 40. */
  readonly id: string;
  readonly name: string;
  /**
   * Dialled extensions and numbers (DID) it is for. The third argument of Stasis() may also name a
   * profile's id.
   */
  readonly numbers: readonly string[];
  /** May hold placeholders (callFacts.ts). */
  readonly systemInstruction: string | null;
  readonly voice: VoiceName | null;
  readonly model: string | null;
  /** Language that the agent is to speak (BCP 47), or null: that of the caller. */
  readonly language: string | null;
  /**
   * What the agent is to open with, with placeholders (callFacts.ts); empty: the caller speaks
   * first; null: as GEMINI_SPEAKS_FIRST says.
   */
  readonly greeting: string | null;
  /**
   * The sentence by which the caller learns that they talk with an AI, with placeholders
   * (callFacts.ts); empty: none is said; null: as AI_DISCLOSURE says, in `language`.
   */
  readonly disclosure: string | null;
  /** Variables of the caller's channel that the agent is told, and that placeholders may name. */
  readonly channelVariables: readonly string[];
  /** Whether the agent is told of earlier calls with the same number. */
  readonly earlierCalls: boolean;
  readonly lookUp: ProfileLookUp | null;
  readonly vad: ProfileVad;
  readonly bargeIn: BargeInMode | null;
  readonly keys: KeyUse;
  readonly tools: ProfileTools;
  readonly transferTargets: readonly TransferTarget[];
  /** What watches the call and acts by itself. */
  readonly rules: readonly NudgeRule[];
  readonly maxCallSeconds: number | null;
  readonly record: boolean | null;
  readonly fallback: ProfileFallback;
  readonly mailbox: ProfileMailbox;
  readonly summary: ProfileSummary;
};

/** A profile as a form holds it; it may still be wrong. */
export type ProfileDraft = Readonly<Record<string, unknown>>;

/** The profile that is tried: a saved one, or as a form has it, unfinished or not. */
export type TriedProfile =
  | { readonly kind: 'saved'; readonly profileId: string }
  | { readonly kind: 'draft'; readonly draft: ProfileDraft };

/** All profiles, the default one first, the others by name. */
export type ProfileList = {
  readonly profiles: readonly Profile[];
  /**
   * What was wrong with the file they are kept in, and what was done about it; null when nothing
   * was.
   */
  readonly problem: Phrase | null;
};

/** Outcome of saving a profile: the profile as it is kept now, or the mistakes to correct first. */
export type ProfileSaving =
  | { readonly state: 'saved'; readonly profile: Profile }
  | { readonly state: 'invalid'; readonly problems: readonly PlacedProblem[] };
