import { Dialog } from 'radix-ui';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { returnFocus } from '../focus/focusHome';

type ModalProps = {
  readonly title: string;
  readonly description?: string;
  /** CSS pixels; narrowed where the window is narrower. */
  readonly width: number;
  /** CSS pixels; by content when left out. */
  readonly height?: number;
  readonly role?: 'dialog' | 'alertdialog';
  /** What gets the focus first; the dialog itself when left out. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/**
 * A dialog over the window. The focus stays inside while it is open, and goes back to where it was:
 * Radix would give it to the dialog's trigger, but dialogs are opened from many places. It draws
 * its own scrim: Radix' overlay locks scrolling with a style element, which the content security
 * policy forbids, and the window does not scroll anyway.
 */
export function Modal(props: ModalProps) {
  const scrimRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const [focusedBefore] = useState(() => document.activeElement);
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) {
          props.onClose();
        }
      }}
    >
      <Dialog.Portal>
        <div ref={scrimRef} className="scrim" />
        <Dialog.Content
          ref={contentRef}
          className="modal"
          role={props.role ?? 'dialog'}
          aria-modal="true"
          style={{ width: props.width, height: props.height ?? 'fit-content' }}
          onPointerDownOutside={(event) => {
            // Toasts and the headset's bar are over the scrim, and may be gone in a moment.
            if (event.target !== scrimRef.current) {
              event.preventDefault();
            }
          }}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            (props.initialFocus?.current ?? contentRef.current)?.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnFocus(focusedBefore);
          }}
          {...(props.description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <Dialog.Title className="px-5 pt-4 text-[15px] leading-6 font-semibold">
            {props.title}
          </Dialog.Title>
          {props.description !== undefined && (
            <Dialog.Description className="px-5 pt-1 text-muted">
              {props.description}
            </Dialog.Description>
          )}
          {props.children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
