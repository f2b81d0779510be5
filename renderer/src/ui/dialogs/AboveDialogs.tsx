import type { ReactNode } from 'react';

/**
 * What stays in sight, in reach of the pointer and readable while a dialog is open: it lies over
 * the scrim. Radix hides the rest of the page from screen readers, but nothing that is marked as
 * live. It is `off`, as what is to be announced here says so itself.
 */
export function AboveDialogs({ children }: { readonly children: ReactNode }) {
  return (
    <div className="above-dialogs" aria-live="off">
      {children}
    </div>
  );
}
