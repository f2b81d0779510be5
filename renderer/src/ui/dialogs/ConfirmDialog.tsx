import { useRef } from 'react';
import { Button } from '../buttons/Button';
import { Modal } from './Modal';

/**
 * Asks before something is lost. The focus is on keeping it, and closing the question keeps it too.
 */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly body: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
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
      <div className="flex justify-end gap-2 px-5 pt-5 pb-4">
        <Button variant="danger" onClick={props.onYes}>
          {props.yes}
        </Button>
        <Button ref={noRef} onClick={props.onNo}>
          {props.no}
        </Button>
      </div>
    </Modal>
  );
}
