import { Rewind } from 'lucide-react';
import type { CallId } from '#model/call';
import { HEADSET_SIDES } from '#model/headset';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/buttons/Button';
import { Select } from '../../ui/fields/Select';
import { useNow } from '../../ui/signs/useNow';
import { hear, listenBack } from './headset';
import { secondsBehind, useListeningStore } from './listeningStore';

function Position() {
  const nowMs = useNow('second');
  const seconds = useListeningStore((state) => secondsBehind(state, nowMs));
  return seconds === 0 ? null : <span>{t('listening.behind', { seconds })}</span>;
}

/** What the supervisor hears of the call they listen to, and how far behind it they are. */
export function ListeningControls({ callId }: { readonly callId: CallId }) {
  const sides = useListeningStore((state) => state.sides);
  return (
    <>
      <Position />
      <Select
        className="w-auto"
        aria-label={t('listening.sides')}
        value={sides}
        choices={HEADSET_SIDES.map((value) => ({ value, text: t(`listening.side.${value}`) }))}
        onChange={hear}
      />
      <Button size="small" icon={Rewind} onClick={() => void listenBack(callId, Date.now())}>
        {t('listening.back')}
      </Button>
    </>
  );
}
