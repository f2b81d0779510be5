import { useRef } from 'react';
import { Button } from '../buttons/Button';
import { ErrorText } from '../messages/ErrorText';
import { Modal } from './Modal';

/**
 * Asks before something is lost. The focus is on keeping it, and closing the question keeps it too.
 */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly body: string;
  readonly yes: string;
  readonly no: string;
  /** Why whoever is here may not say yes, as that of a Button; empty when they may. */
  readonly reason?: string;
  /** Yes was said, and is being carried out. */
  readonly pending?: boolean;
  /** Why what was said yes to was refused; empty for nothing. */
  readonly error?: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  const { reason = '', pending = false, error = '' } = props;
  const noRef = useRef<HTMLButtonElement>(null);
  return (
    <Modal
      title={props.title}
      description={props.body}
      width={440}
      role="alertdialog"
      initialFocus={noRef}
      onClose={props.onNo}
    >
      {error !== '' && <ErrorText className="px-5 pt-3">{error}</ErrorText>}
      <div className="flex justify-end gap-2 px-5 pt-5 pb-4">
        <Button variant="danger" reason={reason} pending={pending} onClick={props.onYes}>
          {props.yes}
        </Button>
        <Button ref={noRef} onClick={props.onNo}>
          {props.no}
        </Button>
      </div>
    </Modal>
  );
}
