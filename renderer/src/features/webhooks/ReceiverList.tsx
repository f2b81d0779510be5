import type { WebhookReceiver } from '#model/webhooks';
import { request } from '../../bridge/bridge';
import { formatDateTime } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { useAttempt } from '../../ui/messages/useAttempt';
import { AlertShape } from '../../ui/signs/AlertShape';
import { useReceivers } from './useReceivers';

function SendAgain(props: { readonly receiver: string; readonly onSent: () => void }) {
  const reason = useRoleReason('webhooks.send');
  const [sending, attempt] = useAttempt();
  const send = (): Promise<boolean> =>
    attempt(async () => {
      const result = await request('webhooks:send', { receiver: props.receiver });
      props.onSent();
      return result.ok ? null : result.error.phrase;
    });
  const isPending = sending.state === 'pending';
  return (
    <>
      <Button size="small" pending={isPending} reason={reason} onClick={() => void send()}>
        {t(isPending ? 'webhooks.sending' : 'webhooks.send')}
      </Button>
      {sending.state === 'failed' && (
        <span role="alert" className="text-danger">
          {inWords(sending.message)}
        </span>
      )}
    </>
  );
}

function stateOf({ refusal }: WebhookReceiver): string {
  return refusal === null
    ? t('webhooks.fine')
    : t('webhooks.refuses', {
        since: formatDateTime(refusal.since),
        answer: inWords(refusal.answer),
        next: formatDateTime(refusal.nextAt),
      });
}

function Row(props: { readonly receiver: WebhookReceiver; readonly onSent: () => void }) {
  const { receiver, onSent } = props;
  const { id, place, host, refusal, waiting, lost, kept } = receiver;
  return (
    <li className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        {refusal !== null && <AlertShape level="warn" />}
        <span className="min-w-0 truncate font-mono text-meta font-medium">
          {t('webhooks.place', { place, host })}
        </span>
      </div>
      <p className="text-muted select-text">
        {stateOf(receiver)} {t('webhooks.waiting', { count: waiting })}
        {lost > 0 && <span className="text-danger"> {t('webhooks.lost', { count: lost })}</span>}
        {kept === 'memory' && <span className="text-danger"> {t('webhooks.memory')}</span>}
      </p>
      {waiting > 0 && (
        <div className="flex items-center gap-3">
          <SendAgain receiver={id} onSent={onSent} />
        </div>
      )}
    </li>
  );
}

/** Each receiver of webhooks: whether it takes events, and what waits for it. */
export function ReceiverList() {
  const { receivers, message, readNow } = useReceivers();
  return (
    <section className="py-3" aria-label={t('webhooks.label')}>
      {message !== null && (
        <p role="alert" className="text-danger">
          {t('webhooks.failed', { message: inWords(message) })}
        </p>
      )}
      {receivers?.length === 0 && <p className="text-muted">{t('webhooks.none')}</p>}
      <ul className="flex flex-col gap-3">
        {(receivers ?? []).map((receiver) => (
          <Row key={receiver.id} receiver={receiver} onSent={readNow} />
        ))}
      </ul>
    </section>
  );
}
