/**
 * What the window may load: its own files and the recordings of calls, nothing else. No inline
 * script or style, no eval, no frame, no form, no network. (Content Security Policy Level 3.)
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  // Recordings of calls only: see recordingPlayer.ts.
  'media-src console://app/recordings/',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/**
 * The policy for a page whose own `<style>` elements carry `nonce`: a library that makes one gets
 * it from the page (renderer/src/styles/styleNonce.ts).
 */
export function pagePolicy(nonce: string): string {
  return CONTENT_SECURITY_POLICY.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`);
}

/** Headers of every answer to the window. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * The policy for the development server at `origin`: its hot reload needs inline script and style,
 * and a WebSocket. Never used in a packaged program.
 */
export function developmentPolicy(origin: string): string {
  return CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
    .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace("connect-src 'self'", `connect-src 'self' ${origin.replace(/^http/, 'ws')}`);
}
