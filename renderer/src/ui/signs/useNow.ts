import { startTransition } from 'react';
import { useExternal } from '../../hooks/useExternal';

/** One timer for every part that shows running time; it runs only while somebody listens. */
class Ticker {
  readonly #everyMs: number;
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #now = Date.now();

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#now = Date.now();
    this.#timer ??= setInterval(() => {
      this.#now = Date.now();
      startTransition(() => {
        for (const each of this.#listeners) {
          each();
        }
      });
    }, this.#everyMs);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    };
  };

  readonly now = (): number => this.#now;
}

const tickers = {
  fast: new Ticker(100),
  second: new Ticker(1000),
  slow: new Ticker(5000),
};

/** Epoch ms, renewed at a pace: `fast` 100 ms, `second` 1 s, `slow` 5 s. */
export function useNow(pace: keyof typeof tickers): number {
  const ticker = tickers[pace];
  return useExternal(ticker.subscribe, ticker.now);
}
