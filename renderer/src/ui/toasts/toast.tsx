import { toast } from 'sonner';
import type { LateText } from '../../i18n/i18n';
import { useLanguage } from '../../i18n/language';

/** How long a word that asks for nothing stays, ms. */
const STAYS_MS = 4_000;

/** How long something can be undone, ms. */
const UNDO_MS = 8_000;

/** What can be done about what a toast says. */
export type ToastAction = { readonly text: LateText; readonly run: () => void };

/** A text of a toast, which stands apart from the window: it follows the language by itself. */
function Late({ text }: { readonly text: LateText }) {
  useLanguage();
  return text();
}

const buttonOf = ({ text, run }: ToastAction) => ({ label: <Late text={text} />, onClick: run });

/**
 * Says something in the corner of the window for a while.
 * @param about What it is about, such as a command on a call: a newer word about the same takes its
 *   place.
 */
export function tell(text: LateText, about: string, action?: ToastAction): void {
  toast(<Late text={text} />, {
    id: about,
    duration: action === undefined ? STAYS_MS : UNDO_MS,
    ...(action === undefined ? {} : { action: buttonOf(action) }),
  });
}

/**
 * Says something that is about to happen; `dismiss` takes it away.
 * @param lastsMs How long until it happens.
 */
export function announce(text: LateText, action: ToastAction, lastsMs: number): () => void {
  const id = toast(<Late text={text} />, { duration: lastsMs, action: buttonOf(action) });
  return () => {
    toast.dismiss(id);
  };
}
