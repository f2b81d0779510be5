import { toast } from 'sonner';

/** How long a word that asks for nothing stays, ms. */
const STAYS_MS = 4_000;

/** How long something can be undone, ms. */
const UNDO_MS = 8_000;

/** What can be done about what a toast says. */
export type ToastAction = { readonly text: string; readonly run: () => void };

/**
 * Says something in the corner of the window for a while.
 * @param about What it is about, such as a command on a call: a newer word about the same takes its
 *   place.
 */
export function tell(text: string, about: string, action?: ToastAction): void {
  toast(text, {
    id: about,
    duration: action === undefined ? STAYS_MS : UNDO_MS,
    ...(action === undefined ? {} : { action: { label: action.text, onClick: action.run } }),
  });
}

/**
 * Says something that is about to happen; `dismiss` takes it away.
 * @param lastsMs How long until it happens.
 */
export function announce(text: string, action: ToastAction, lastsMs: number): () => void {
  const id = toast(text, {
    duration: lastsMs,
    action: { label: action.text, onClick: action.run },
  });
  return () => {
    toast.dismiss(id);
  };
}
