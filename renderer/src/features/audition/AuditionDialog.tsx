import { useEffect } from 'react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { closeDialog } from '../../state/uiStore';
import { Modal } from '../../ui/dialogs/Modal';
import { endAudition } from './audition';
import { useAuditionStore } from './auditionStore';
import { Choosing } from './Choosing';
import { Comparing } from './Comparing';

/** Hears up to four voices beside each other, as the caller of this call would hear them. */
export function AuditionDialog({ callId }: { readonly callId: CallId }) {
  const audition = useAuditionStore((state) => state.audition);
  useEffect(() => endAudition, []);
  return (
    <Modal
      title={t('audition.title')}
      description={t('audition.body')}
      width={640}
      onClose={closeDialog}
    >
      {audition === null ? (
        <Choosing callId={callId} />
      ) : (
        <Comparing callId={callId} audition={audition} />
      )}
    </Modal>
  );
}
