/** What this window remembers from one start to the next, by name. */

/**
 * What was kept under a name.
 * @param read Makes it out of what was found, in which anything may be wrong.
 */
export function saved<T>(name: string, read: (found: unknown) => T): T {
  try {
    return read(JSON.parse(localStorage.getItem(name) ?? 'null') as unknown);
  } catch {
    return read(undefined);
  }
}

export function save(name: string, value: unknown): void {
  localStorage.setItem(name, JSON.stringify(value));
}

/** The parts of something that was kept; none where it is no object. */
export function partsOf(found: unknown): Readonly<Record<string, unknown>> {
  return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : {};
}
