import { Radio } from 'lucide-react';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/buttons/Button';
import { useNow } from '../../ui/signs/useNow';
import { comboText, useFirstKey } from '../commands';
import { goLive, secondsBehind, useListeningStore } from '../headset';

/** How far behind the call the headset is, and the way to the present: loud while it is behind. */
export function GoLive() {
  const nowMs = useNow('second');
  const seconds = useListeningStore((state) => secondsBehind(state, nowMs));
  const key = useFirstKey('headset.goLive');
  const isLive = seconds === 0;
  return (
    <>
      {!isLive && <span className="tabular-nums">{t('listening.behind', { seconds })}</span>}
      <Button
        size="small"
        variant={isLive ? 'plain' : 'primary'}
        icon={Radio}
        reason={isLive ? t('listening.isLive') : ''}
        title={key === null ? undefined : comboText(key)}
        onClick={goLive}
      >
        {t('listening.goLive')}
      </Button>
    </>
  );
}
