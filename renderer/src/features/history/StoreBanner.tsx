import { formatCount } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { Button } from '../../ui/buttons/Button';
import { Banner } from '../../ui/messages/Banner';
import { useStoreHealth } from './storeHealth';

/** What is wrong with the record of calls and what to do about it. Empty when all is well. */
export function StoreBanner() {
  const { health, dismissed } = useStoreHealth();
  if (health === null || health.state === 'ready') {
    return null;
  }
  const { state, phrase, queuedRows, droppedRows } = health;
  const message = phrase === null ? '' : inWords(phrase);
  if (state === 'replaced' && dismissed === message) {
    return null;
  }
  const figures = [
    queuedRows > 0 ? t('store.queued', { count: queuedRows, rows: formatCount(queuedRows) }) : '',
    droppedRows > 0
      ? t('store.dropped', { count: droppedRows, rows: formatCount(droppedRows) })
      : '',
  ].filter((part) => part !== '' && state === 'degraded');
  return (
    <Banner
      level={droppedRows > 0 && state === 'degraded' ? 'danger' : 'warn'}
      title={t(`store.${state}`)}
      since={null}
    >
      {[message, ...figures].join(' ')}
      {state === 'replaced' && (
        <Button
          size="small"
          className="ml-3"
          onClick={() => {
            useStoreHealth.setState({ dismissed: message });
          }}
        >
          {t('actions.dismiss')}
        </Button>
      )}
    </Banner>
  );
}
