/** Messages that callers left with the agent, and whether somebody has seen to them. */
import type { CallId } from './call';

/** What a caller asked to be passed on. Personal data. */
export type TakenMessage = {
  readonly from: string;
  /** How to reach the caller; empty if they did not say. */
  readonly callBack: string;
  readonly text: string;
};

/** A message and when it was left, epoch ms. */
export type LeftMessage = TakenMessage & { readonly at: number };

/** A message in the inbox. */
export type InboxMessage = LeftMessage & {
  readonly id: number;
  readonly callId: CallId;
  /** Personal data; empty when withheld. */
  readonly callerNumber: string;
  readonly callerName: string;
  /** The profile of the call, by its name at that time; empty where it is not known. */
  readonly profileName: string;
  /** Who saw to it, as the audit names them, and when, epoch ms; null while it is open. */
  readonly done: { readonly by: string; readonly at: number } | null;
};

/** How a message stands. */
export const MESSAGE_STATES = ['open', 'done'] as const;

/** See MESSAGE_STATES. */
export type MessageState = (typeof MESSAGE_STATES)[number];

/** Which messages are asked for. All conditions must hold; an absent one does not count. */
export type InboxQuery = {
  readonly state?: MessageState;
  readonly callId?: CallId;
  /** Where the page before ended (InboxPage.next). */
  readonly before?: number;
  /** Messages of a page, 1 to 200; default 50. */
  readonly limit?: number;
};

/** A page of the inbox, newest message first. */
export type InboxPage = {
  readonly messages: readonly InboxMessage[];
  /** `before` of the next page; null at the end. */
  readonly next: number | null;
  /** Number of open messages in all. */
  readonly open: number;
};
