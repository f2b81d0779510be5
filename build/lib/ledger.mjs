import { fail, formatDuration, heading, SetupError } from './progress.mjs';
import { endGroupsWithUs } from './run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Readonly<Counts>} */
const NOTHING = Object.freeze({ passed: 0, failed: 0, skipped: 0 });

/** @type {Readonly<Counts>} */
export const PASSED = Object.freeze({ ...NOTHING, passed: 1 });

/** @type {Readonly<Counts>} */
export const FAILED = Object.freeze({ ...NOTHING, failed: 1 });

/** What a run of checks and tests came to, and what each of its steps took. */
export class Ledger {
  #startedAt = Date.now();
  #total = { ...NOTHING };
  /** @type {[title: string, ms: number][]} */
  #times = [];

  /**
   * Runs a step and notes how long it took.
   *
   * @template T
   * @param {string} title
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async time(title, work) {
    const startedAt = Date.now();
    try {
      return await work();
    } finally {
      this.#times.push([title, Date.now() - startedAt]);
    }
  }

  /**
   * Runs a step that counts something.
   *
   * @param {string} title
   * @param {() => Promise<Readonly<Counts>>} work
   */
  async count(title, work) {
    this.#add(await this.time(title, work));
  }

  /**
   * Runs a part of the set-up or the build, which counts as one check.
   *
   * @param {string} title
   * @param {() => Promise<unknown>} work
   */
  async check(title, work) {
    try {
      await this.time(title, work);
      this.#add(PASSED);
    } catch (error) {
      fail(`${title}: ${error instanceof Error ? error.message : String(error)}`);
      this.#add(FAILED);
    }
  }

  /**
   * Reports an error that ended the run early, and counts it as one failure.
   *
   * @param {unknown} error
   */
  broken(error) {
    const known = error instanceof SetupError;
    fail(known ? error.message : error instanceof Error ? String(error.stack) : String(error));
    this.#add(FAILED);
  }

  /**
   * What each step took, in the order of their ends, and the whole run. Steps that ran beside each
   * other add up to more than that.
   *
   * @returns {string[]} lines of a table
   */
  table() {
    const rows = [...this.#times, /** @type {const} */ (['in all', Date.now() - this.#startedAt])];
    const texts = rows.map(([title, ms]) => /** @type {const} */ ([title, formatDuration(ms)]));
    const widths = [0, 1].map((column) => Math.max(...texts.map((row) => row[column].length)));
    return texts.map(([title, time]) => `${title.padEnd(widths[0])}  ${time.padStart(widths[1])}`);
  }

  /** What came of the run, in one line. */
  summary() {
    const { passed, failed, skipped } = this.#total;
    return `${passed} passed, ${failed} failed, ${skipped} skipped`;
  }

  /** Exit code of the run: 0 only when something ran and nothing failed. */
  get code() {
    return this.#total.failed === 0 && this.#total.passed > 0 ? 0 : 1;
  }

  /** @param {Readonly<Counts>} more */
  #add({ passed, failed, skipped }) {
    this.#total.passed += passed;
    this.#total.failed += failed;
    this.#total.skipped += skipped;
  }
}

/**
 * Does a run of checks and tests, whose programs end with us. The last line it prints is `N passed,
 * M failed, K skipped`.
 *
 * @param {(ledger: Ledger) => Promise<void>} work
 * @returns {Promise<number>} exit code
 */
export async function runWithLedger(work) {
  const ledger = new Ledger();
  endGroupsWithUs();
  try {
    await work(ledger);
  } catch (error) {
    ledger.broken(error);
  }
  heading('what each step took');
  console.log(ledger.table().join('\n'));
  console.log(`\n${ledger.summary()}`);
  return ledger.code;
}
