/**
 * Signs that turn the direction of the text around them: Arabic letter mark, marks, embeddings,
 * overrides and isolates (Unicode Standard Annex 9, section 2). They show as nothing themselves.
 */
const BIDI_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A text that cannot turn round what stands beside it. Whoever shows it isolates its direction. */
export function withoutBidiControls(text: string): string {
  return text.replaceAll(BIDI_CONTROLS, '');
}
