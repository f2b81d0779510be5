import { Rewind } from 'lucide-react';
import type { CallId } from '#model/call';
import { HEADSET_SIDES } from '#model/headset';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/buttons/Button';
import { Select } from '../../ui/fields/Select';
import { hear, listenBack } from './headset';
import { useListeningStore } from './listeningStore';

/** What the supervisor hears of the call they listen to. */
export function ListeningControls({ callId }: { readonly callId: CallId }) {
  const { sides, keepsPast } = useListeningStore();
  return (
    <>
      <Select
        className="w-auto"
        aria-label={t('listening.sides')}
        value={sides}
        choices={HEADSET_SIDES.map((value) => ({ value, text: t(`listening.side.${value}`) }))}
        onChange={hear}
      />
      <Button
        size="small"
        icon={Rewind}
        reason={keepsPast ? '' : t('listening.notKept')}
        onClick={() => void listenBack(callId, Date.now())}
      >
        {t('listening.back')}
      </Button>
    </>
  );
}
