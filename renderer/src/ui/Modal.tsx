import { Dialog } from 'radix-ui';
import { type ReactNode, type RefObject, useRef } from 'react';

/** A dialog over the window. */
export type ModalProps = {
  readonly title: string;
  readonly description?: string;
  /** Width, CSS pixels; narrowed where the window is narrower. */
  readonly width: number;
  /** Height, CSS pixels; by content when left out. */
  readonly height?: number;
  readonly role?: 'dialog' | 'alertdialog';
  /** What gets the focus first; the dialog itself when left out. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/**
 * A modal dialog. It draws its own scrim: Radix' overlay locks scrolling with a style element,
 * which the content security policy forbids, and the window does not scroll anyway.
 */
export function Modal(props: ModalProps) {
  const contentRef = useRef<HTMLDivElement>(null);
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
        <div className="scrim" />
        <Dialog.Content
          ref={contentRef}
          className="modal"
          role={props.role ?? 'dialog'}
          aria-modal="true"
          style={{ width: props.width, height: props.height ?? 'fit-content' }}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            (props.initialFocus?.current ?? contentRef.current)?.focus();
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
