import { create } from 'zustand';
import type { InboxMessage, MessageState } from '#model/inbox';
import type { Phrase } from '#model/phrases/phrase';
import { timedRequest } from '../../bridge/timedRequest';

/** The messages that are shown; `any`: open ones and those that are done. */
type MessageFilter = MessageState | 'any';

/** The messages that were read so far, newest first. `next`: where the next page begins. */
type MessageList =
  | { readonly state: 'loading' | 'ready'; readonly next: number | null }
  | { readonly state: 'failed'; readonly next: number | null; readonly message: Phrase };

export type MessagesState = {
  readonly filter: MessageFilter;
  readonly list: MessageList;
  readonly messages: readonly InboxMessage[];
  /** Open messages in all; null until they were counted. */
  readonly open: number | null;
  /** Ids of the messages that are being marked. */
  readonly marking: ReadonlySet<number>;
  /** Why the last mark was refused; null when it was not. */
  readonly refusal: Phrase | null;
};

/** State of the inbox when the window opens. */
export const INITIAL_MESSAGES: MessagesState = {
  filter: 'open',
  list: { state: 'loading', next: null },
  messages: [],
  open: null,
  marking: new Set(),
  refusal: null,
};

export const useMessagesStore = create<MessagesState>()(() => INITIAL_MESSAGES);

const { getState: get, setState: set } = useMessagesStore;

/** Number of the newest question: answers to older ones are ignored. */
let questions = 0;

/** Chooses which messages are shown, and reads them. */
export function filterMessages(filter: MessageFilter): void {
  set({ filter, messages: [] });
  void readMessages();
}

/** Reads the first page. */
export async function readMessages(): Promise<void> {
  await readPage(null);
}

/** Reads the page after the oldest message that is shown. */
export async function readOlderMessages(): Promise<void> {
  const { list } = get();
  if (list.state !== 'loading' && list.next !== null) {
    await readPage(list.next);
  }
}

async function readPage(before: number | null): Promise<void> {
  questions += 1;
  const own = questions;
  const { filter } = get();
  set({ list: { state: 'loading', next: before } });
  const answer = await timedRequest('messages:list', {
    query: {
      ...(filter === 'any' ? {} : { state: filter }),
      ...(before === null ? {} : { before }),
    },
  });
  if (own !== questions) {
    return;
  }
  if (!answer.ok) {
    set({ list: { state: 'failed', next: before, message: answer.error.phrase } });
    return;
  }
  const { messages, next, open } = answer.value;
  const shown = before === null ? [] : get().messages;
  set({ list: { state: 'ready', next }, messages: [...shown, ...messages], open });
}

/**
 * Marks a message as done, or opens it again. It stays where it is until the list is read again, so
 * that a slip can be taken back.
 */
export async function markMessage(id: number, done: boolean): Promise<void> {
  if (get().marking.has(id)) {
    return;
  }
  set(({ marking }) => ({ marking: new Set([...marking, id]), refusal: null }));
  const answer = await timedRequest('messages:mark', { id, done });
  set(({ marking, messages, open }) => ({
    marking: new Set([...marking].filter((each) => each !== id)),
    ...(answer.ok
      ? {
          messages: messages.map((each) => (each.id === id ? answer.value : each)),
          open: open === null ? null : open + openedBy(messages, answer.value),
        }
      : { refusal: answer.error.phrase }),
  }));
}

/** By how much the number of open messages grows when one of them becomes this. */
function openedBy(messages: readonly InboxMessage[], { id, done }: InboxMessage): number {
  const before = messages.find((each) => each.id === id);
  const isOpen = (message: Pick<InboxMessage, 'done'> | undefined) =>
    message?.done === null ? 1 : 0;
  return isOpen({ done }) - isOpen(before);
}
