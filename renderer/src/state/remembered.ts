/** The choice that the window remembers under a key, if it is still one; else another. */
export function remembered<T extends string>(key: string, choices: readonly T[], otherwise: T): T {
  const saved = localStorage.getItem(key);
  return choices.find((choice) => choice === saved) ?? otherwise;
}

/** Remembers a choice for the next time the window opens. */
export function remember(key: string, choice: string): void {
  localStorage.setItem(key, choice);
}
