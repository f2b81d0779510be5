/**
 * Limits of what a supervisor enters and asks for: the same at every door, and in the window's
 * fields.
 */

/** Longest text for `say` and `whisper`, characters. */
export const MAX_TEXT_CHARS = 4_000;

/** Longest id of a question, characters: that of a UUID. */
export const MAX_QUESTION_ID_CHARS = 36;

/** Shortest time that a supervisor is given for an answer, seconds. */
export const MIN_ANSWER_SECONDS = 5;

/** Longest time that a supervisor is given for an answer, seconds. */
export const MAX_ANSWER_SECONDS = 300;

/** Longest system instruction, characters. */
export const MAX_INSTRUCTION_CHARS = 20_000;

/** Most turns that a brief is made of: hours of talk. */
export const MAX_BRIEF_TURNS = 10_000;

/** Longest greeting of a call, characters. */
export const MAX_GREETING_CHARS = 2_000;

/** Longest text that a voice speaks to be heard before it is chosen, characters: about 40 s. */
export const MAX_SAMPLE_CHARS = 600;

/** Longest note on a call, characters. */
export const MAX_NOTE_CHARS = 4_000;

/** Longest tag, characters. */
export const MAX_TAG_CHARS = 40;

/** Most tags of a call. */
export const MAX_TAGS = 20;

/** Longest outcome of a call, and longest choice of a field of its summary, characters. */
export const MAX_OUTCOME_CHARS = 80;

/** Most outcomes that a profile declares. */
export const MAX_OUTCOMES = 50;

/** Most fields of a summary. */
export const MAX_SUMMARY_FIELDS = 30;

/** Most choices of a field of a summary. */
export const MAX_SUMMARY_CHOICES = 50;

/** Longest id of a call: that of an Asterisk channel, characters. Who calls ARI may choose 149. */
export const MAX_CALL_ID_CHARS = 150;

/** Longest number or extension that is dialled, characters. */
export const MAX_TARGET_CHARS = 40;

/** Longest number or extension as it is typed or pasted, with signs that are not dialled. */
export const MAX_TYPED_TARGET_CHARS = 100;

/** Longest number of a caller, characters. */
export const MAX_CALLER_NUMBER_CHARS = 200;

/** Most spellings of a number that are erased at once. */
export const MAX_SPELLINGS = 50;

/** Longest words that the history is searched by, characters. */
export const MAX_SEARCH_CHARS = 500;

/** Longest part of a number or name that callers are searched by, characters. */
export const MAX_CALLER_PART_CHARS = 100;

/** Longest name of an actor that is searched by, characters. */
export const MAX_ACTOR_CHARS = 200;

/** Longest cursor of a page, characters. */
export const MAX_CURSOR_CHARS = 500;

/** Most calls of a page of the history. */
export const MAX_HISTORY_PAGE = 200;

/** Most calls of an exported list. */
export const MAX_LISTED_CALLS = 10_000;

/** Most searches of the history that are kept with a name, and the longest name, characters. */
export const MAX_SAVED_SEARCHES = 100;
export const MAX_SEARCH_NAME_CHARS = 60;

/** Longest time back of a saved search, hours: ten years. */
export const MAX_LAST_HOURS = 87_600;

/** Most messages of a page of the inbox. */
export const MAX_INBOX_PAGE = 200;

/** Most entries of a page of the audit. */
export const MAX_AUDIT_PAGE = 500;

/** Most entries of an exported audit. */
export const MAX_LISTED_ENTRIES = 100_000;

/** Most log lines of an answer: as many as are kept. */
export const MAX_LOG_LINES = 2_000;
