import { cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import type { Phrase } from '#model/phrases/phrase';
import type { RequestSender } from './requestHandler';

/** Ports of which one is open at a time in the whole program. */
type Ports<Input, Output> = {
  open(input: Input, sender: RequestSender): Promise<Result<Output>>;
  close(): void;
};

/** The same ports, and the page that has them. */
export type OnOnePage<Input, Output> = Ports<Input, Output> & {
  /** `frameTreeNodeId` of the page that opened last; null before. */
  readonly page: number | null;
  /** Closes what is open on this page. */
  closeOn(page: number): void;
};

/**
 * Several windows share the ports: a page that goes must not close those of another one.
 * @param refusal Why another page may not take them over now; null where it may.
 */
export function onOnePage<Input, Output>(
  ports: Ports<Input, Output>,
  refusal: () => Phrase | null = () => null,
): OnOnePage<Input, Output> {
  let page: number | null = null;
  return {
    get page() {
      return page;
    },
    open(input, sender) {
      const why = page === sender.frameTreeNodeId ? null : refusal();
      if (why !== null) {
        return Promise.resolve(fail(cordboardError('invalid-state', why)));
      }
      page = sender.frameTreeNodeId;
      return ports.open(input, sender);
    },
    close() {
      ports.close();
    },
    closeOn(gone) {
      if (gone === page) {
        ports.close();
      }
    },
  };
}
