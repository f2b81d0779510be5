import { writeFile } from 'node:fs/promises';
import type { CallControl } from '#main/call/callControl';
import type { Log } from '#main/observability/log';
import { delay } from '#main/util/timeout';

/** Longest wait for a live call, ms. After it, the picture is taken without one. */
const WAIT_LIMIT_MS = 20_000;

const POLL_MS = 200;

/** Time for a live call to show levels and first words, ms. */
const SETTLE_MS = 1_500;

type ScreenshotOptions = {
  readonly file: string;
  readonly control: Pick<CallControl, 'snapshot'>;
  /** Whether the page is loaded; on a slow machine the first call can come earlier. */
  readonly isLoaded: () => boolean;
  /** PNG of the window as it is. */
  readonly capture: () => Promise<Buffer>;
  readonly log: Log;
};

/** Writes a picture of the window once a call is live. Never fails: a failure is logged. */
export async function takeScreenshot(options: ScreenshotOptions): Promise<void> {
  const { file, log } = options;
  const isLive = () => options.control.snapshot().calls.some((call) => call.state === 'live');
  for (
    let waited = 0;
    !(isLive() && options.isLoaded()) && waited < WAIT_LIMIT_MS;
    waited += POLL_MS
  ) {
    await delay(POLL_MS);
  }
  await delay(SETTLE_MS);
  try {
    await writeFile(file, await options.capture());
    log.info({ file, live: isLive() }, 'screenshot written');
  } catch (error) {
    log.error({ file, error }, 'screenshot could not be written');
  }
}
