import { RotateCcw } from 'lucide-react';
import type { CallId } from '#model/call';
import type { Turn } from '#model/transcript';
import { t } from '../../i18n/i18n';
import { useUiStore } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';

/** Opens the replay of a call from this turn on. Notes of Cordboard have none. */
export function PlayAgainButton({
  callId,
  turn,
}: {
  readonly callId: CallId;
  readonly turn: Turn;
}) {
  if (turn.speaker === 'system') {
    return null;
  }
  return (
    <Button
      variant="quiet"
      size="tiny"
      className="turn-offer"
      icon={RotateCcw}
      onClick={() => {
        useUiStore.getState().set({ dialog: { name: 'playAgain', callId, turnId: turn.id } });
      }}
    >
      <span className="truncate">{t('playAgain.open')}</span>
    </Button>
  );
}
