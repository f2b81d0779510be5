import type { WebFrameMain } from 'electron';
import { originOf } from '../security/origin';

/** What is known of the frame a message came from; null when its page is already gone. */
export type SendingFrame = Pick<
  WebFrameMain,
  'parent' | 'postMessage' | 'frameTreeNodeId' | 'url'
> | null;

/** The frame, if it is the main frame of a page of this origin. */
export function trustedFrame(
  frame: SendingFrame,
  origin: string,
): NonNullable<SendingFrame> | null {
  return frame?.parent === null && originOf(frame.url) === origin ? frame : null;
}

/** Where a message came from, for the log. */
export function addressOf(frame: SendingFrame): string {
  return frame?.url.slice(0, 200) ?? '(gone)';
}
