import { useEffect, useState } from 'react';
import type { Phrase } from '#model/phrases/phrase';
import type { WebhookReceiver } from '#model/webhooks';
import { timedRequest } from '../../bridge/timedRequest';

/** Time between two readings, ms. */
const READ_MS = 2_000;

/** What is known of the receivers. While reading fails, those that were read before stay. */
type ReceiversState = {
  /** Null before the first answer. */
  readonly receivers: readonly WebhookReceiver[] | null;
  /** Why the last reading failed; null otherwise. */
  readonly message: Phrase | null;
};

/** Reads the receivers again and again while they are shown; `readNow` does not wait for it. */
export function useReceivers(): ReceiversState & { readonly readNow: () => void } {
  const [state, setState] = useState<ReceiversState>({ receivers: null, message: null });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let open = true;
    const isOpen = (): boolean => open;
    const read = async (): Promise<void> => {
      const result = await timedRequest('webhooks:list', null);
      if (!isOpen()) {
        return;
      }
      setState((before) =>
        result.ok
          ? { receivers: result.value, message: null }
          : { ...before, message: result.error.phrase },
      );
      timer = setTimeout(() => void read(), READ_MS);
    };
    void read();
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [round]);
  const readNow = (): void => {
    setRound((before) => before + 1);
  };
  return { ...state, readNow };
}
