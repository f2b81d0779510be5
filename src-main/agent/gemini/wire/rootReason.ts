/**
 * The system's error code, or else the name of the innermost error. Its message may hold the key,
 * as part of the address.
 */
export function rootReason(thrown: unknown): string {
  let innermost = thrown;
  while (innermost instanceof Error && innermost.cause instanceof Error) {
    innermost = innermost.cause;
  }
  const { code, name } = innermost as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown reason';
}
