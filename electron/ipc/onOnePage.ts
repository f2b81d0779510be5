import { cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
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
 * Several windows share the ports: a page that goes must not close those of another one, nor may
 * one that opens them, while `isBusy` says so: it would take a person's voice from a caller.
 */
export function onOnePage<Input, Output>(
  ports: Ports<Input, Output>,
  isBusy: () => boolean = () => false,
): OnOnePage<Input, Output> {
  let page: number | null = null;
  return {
    get page() {
      return page;
    },
    open(input, sender) {
      if (page !== sender.frameTreeNodeId && isBusy()) {
        return Promise.resolve(fail(cordboardError('invalid-state', phrase('headset.elsewhere'))));
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
