/** What is known about the names of Gemini Live models. */

/** Model that is used unless another is configured (Gemini API docs, "Gemini 3.8 Live"). */
export const DEFAULT_LIVE_MODEL = 'gemini-3.8-live';

/** Models that a call can change to (Gemini API docs, "Models"), the usual one first. */
export const LIVE_MODELS = [
  DEFAULT_LIVE_MODEL,
  'gemini-3.8-live-extended-thinking',
  'gemini-3.1-flash-live-preview',
] as const;

/** See LIVE_MODELS. */
export type LiveModel = (typeof LIVE_MODELS)[number];

/**
 * Models that are gone, with the day they went (Gemini API docs, "Deprecations"). Older
 * instructions name them, so they deserve a better answer than the service's "not found".
 */
const SHUT_DOWN: readonly { readonly pattern: RegExp; readonly since: string }[] = [
  { pattern: /^gemini-2\.0-flash-live-/, since: '2025-12-09' },
  { pattern: /^gemini-live-2\.5-flash-preview$/, since: '2025-12-09' },
  { pattern: /^gemini-2\.0-/, since: '2026-06-01' },
];

/** A model's name without `models/` and blanks around it. */
export function plainModelName(text: string): string {
  return text.trim().replace(/^models\//, '');
}

/** Day on which a model was shut down (yyyy-mm-dd), or null when it is not known to be gone. */
export function shutDownSince(model: string): string | null {
  return SHUT_DOWN.find((entry) => entry.pattern.test(model))?.since ?? null;
}
