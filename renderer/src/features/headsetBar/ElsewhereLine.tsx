import { Headphones, Mic } from 'lucide-react';
import type { OpenLine } from '#contract/openLine';
import { t } from '../../i18n/i18n';
import { numberOf } from '../../state/callNumber';
import { goToCall } from '../../state/showCall';
import { Button } from '../../ui/buttons/Button';
import { Duration } from '../../ui/signs/Duration';
import { leaveElsewhere } from '../headset';

/** What another window hears or says, and the way to end it from here. */
export function ElsewhereLine({ line }: { readonly line: OpenLine }) {
  const { callId, part, since } = line;
  const isOpen = part !== 'listening';
  const Icon = isOpen ? Mic : Headphones;
  return (
    <section className="headset-bar" data-speaking={isOpen} aria-label={t('headset.elsewhereBar')}>
      <Icon size={isOpen ? 18 : 16} aria-hidden="true" />
      <strong role="status">{t(`headset.elsewhere.${part}`, { number: numberOf(callId) })}</strong>
      <Duration from={since} to={null} />
      <span className="flex-1" />
      <Button
        size="small"
        onClick={() => {
          goToCall(callId);
        }}
      >
        {t('headset.goToCall')}
      </Button>
      <Button size="small" variant={isOpen ? 'primary' : 'plain'} onClick={leaveElsewhere}>
        {t(`headset.leaveElsewhere.${part}`)}
      </Button>
    </section>
  );
}
