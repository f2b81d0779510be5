import type { ReactNode, Ref, RefObject } from 'react';
import { Button } from '../buttons/Button';
import { ErrorText } from '../messages/ErrorText';
import { Modal } from './Modal';

type FormDialogProps = {
  readonly title: string;
  readonly description: string;
  /** CSS pixels. */
  readonly width: number;
  /** The field that is typed into first. */
  readonly initialFocus: RefObject<HTMLElement | null>;
  /**
   * What it does cannot be undone: it is announced as an alert, in red, with the way out last.
   * While it is under way, there is no way out.
   */
  readonly danger?: boolean;
  readonly submitText: string;
  /** Whether the contents of the fields can be sent. */
  readonly canSubmit: boolean;
  /** Why whoever works here may not send it, as that of a Button; empty when they may. */
  readonly reason?: string;
  /** The contents are being sent, and cannot be sent again meanwhile. */
  readonly pending: boolean;
  /** Why it was refused, or cannot be sent at all; empty for nothing. */
  readonly error: string;
  readonly cancelText: string;
  /** The button that sends it, e.g. to have the focus first. */
  readonly submitRef?: Ref<HTMLButtonElement>;
  /** A second way to send it, before the first. */
  readonly otherSubmit?: ReactNode;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A dialog with fields, sent by its button or by Enter in a field. */
export function FormDialog({ submitRef, ...props }: FormDialogProps) {
  const { danger = false, canSubmit, pending, reason = '' } = props;
  const isLocked = danger && pending;
  const cancel = (
    <Button disabled={isLocked} onClick={props.onClose}>
      {props.cancelText}
    </Button>
  );
  return (
    <Modal
      title={props.title}
      description={props.description}
      width={props.width}
      role={danger ? 'alertdialog' : 'dialog'}
      initialFocus={props.initialFocus}
      onClose={() => {
        if (!isLocked) {
          props.onClose();
        }
      }}
    >
      <form
        className="flex flex-col gap-4 px-5 pt-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (canSubmit && !pending && reason === '') {
            props.onSubmit();
          }
        }}
      >
        {props.children}
        {props.error !== '' && <ErrorText>{props.error}</ErrorText>}
        <div className="flex items-center justify-end gap-2">
          {!danger && cancel}
          {props.otherSubmit}
          <Button
            ref={submitRef}
            type="submit"
            variant={danger ? 'danger' : 'primary'}
            className="max-w-56"
            disabled={!canSubmit && reason === ''}
            pending={pending}
            reason={reason}
          >
            <span className="truncate">{props.submitText}</span>
          </Button>
          {danger && cancel}
        </div>
      </form>
    </Modal>
  );
}
