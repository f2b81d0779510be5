/** A value for each of a list of names. The compiler does not follow `Object.fromEntries`. */
export function recordOf<K extends string, T>(
  names: readonly K[],
  make: (name: K) => T,
): Record<K, T> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, T>;
}
