import type { ConsoleWindow } from './consoleWindow';

/**
 * Counts what the speaker is given: Chromium cannot be asked what it plays, so the frames are
 * counted where the page hands them to its audio thread.
 */
export async function countSpeaker(of: ConsoleWindow): Promise<() => Promise<number>> {
  await of.page.evaluate(() => {
    const counted = globalThis as unknown as { loudFrames: number };
    counted.loudFrames = 0;
    type Post = (...args: readonly unknown[]) => void;
    const posting = Reflect.get(MessagePort.prototype, 'postMessage') as Post;
    MessagePort.prototype.postMessage = new Proxy(posting, {
      apply: (post, port: MessagePort, args: readonly unknown[]) => {
        const [message] = args;
        if (message instanceof ArrayBuffer && args.length > 1) {
          const loud = new Int16Array(message).some((sample) => Math.abs(sample) > 1_000);
          counted.loudFrames += loud ? 1 : 0;
        }
        Reflect.apply(post, port, args);
      },
    });
  });
  return () => of.page.evaluate(() => (globalThis as unknown as { loudFrames: number }).loudFrames);
}
