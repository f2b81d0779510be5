/** What the AI is to say to the caller waits a moment, so that it can be taken back unheard. */
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { sendCommand } from '../../state/callRequests';
import { undoMsNow } from '../../state/undoTime';
import { announce } from '../../ui/toasts/toast';

/** Longest part of the words that is shown while they wait, characters. */
const SHOWN_CHARS = 80;

/** What waits to be said, by call: it can be taken back, or said before its time. */
const waiting = new Map<CallId, { readonly undo: () => void; readonly say: () => void }>();

async function sayNow(callId: CallId, text: string, giveBack: () => void): Promise<void> {
  if (!(await sendCommand(callId, { kind: 'say', text }))) {
    giveBack();
  }
}

/**
 * Says something after the time in which it can be undone. What waits already is said at once.
 * @param giveBack It was undone, or refused: the words go back to where they came from.
 */
export function sayWithUndo(callId: CallId, text: string, giveBack: () => void): void {
  const delayMs = undoMsNow();
  if (delayMs === 0) {
    void sayNow(callId, text, giveBack);
    return;
  }
  waiting.get(callId)?.say();
  const end = (): void => {
    clearTimeout(timer);
    waiting.delete(callId);
    dismiss();
  };
  const undo = (): void => {
    end();
    giveBack();
  };
  const say = (): void => {
    end();
    void sayNow(callId, text, giveBack);
  };
  const timer = setTimeout(say, delayMs);
  const dismiss = announce(
    () => t('composer.saying', { text: text.slice(0, SHOWN_CHARS) }),
    { text: () => t('composer.undo'), run: undo },
    delayMs,
  );
  waiting.set(callId, { undo, say });
}

/** Takes back what is about to be said. @returns whether there was something. */
export function undoSay(callId: CallId): boolean {
  const found = waiting.get(callId);
  found?.undo();
  return found !== undefined;
}
