import { Headphones, Rewind } from 'lucide-react';
import type { CallId } from '#model/call';
import { HEADSET_SIDES } from '#model/headset';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/buttons/Button';
import { Select } from '../../ui/fields/Select';
import { Strip } from '../../ui/messages/Strip';
import { useNow } from '../../ui/signs/useNow';
import { hear, listenBack } from './headset';
import { secondsBehind, useListeningStore } from './listeningStore';

function Position() {
  const nowMs = useNow('second');
  const seconds = useListeningStore((state) => secondsBehind(state, nowMs));
  return seconds === 0 ? t('listening.live') : t('listening.behind', { seconds });
}

/** What the supervisor hears of the call they listen to, and how far behind it they are. */
export function ListeningStrip({ callId }: { readonly callId: CallId }) {
  const sides = useListeningStore((state) => state.sides);
  return (
    <Strip
      role="none"
      label={t('listening.label')}
      icon={<Headphones size={15} className="shrink-0" aria-hidden="true" />}
      actions={
        <>
          <Select
            className="w-auto"
            aria-label={t('listening.sides')}
            value={sides}
            choices={HEADSET_SIDES.map((value) => ({ value, text: t(`listening.side.${value}`) }))}
            onChange={hear}
          />
          <Button size="small" onClick={() => void listenBack(callId, Date.now())}>
            <Rewind size={14} aria-hidden="true" />
            {t('listening.back')}
          </Button>
        </>
      }
    >
      <Position />
    </Strip>
  );
}
