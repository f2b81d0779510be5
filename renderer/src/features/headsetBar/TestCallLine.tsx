import { Mic, MicOff } from 'lucide-react';
import { t } from '../../i18n/i18n';
import { goToCall } from '../../state/showCall';
import { Button } from '../../ui/buttons/Button';
import { comboText, useFirstKey } from '../commands';
import { LevelMeter } from '../headset';
import { hangUp, useTestCallStore } from '../testCall';
import { PanicHere } from './PanicHere';

/** While a test call goes on: that the microphone is open, how loud, and the way to hang up. */
export function TestCallLine() {
  const call = useTestCallStore((state) => state.call);
  const sound = useTestCallStore((state) => state.sound);
  const key = useFirstKey('headset.panic');
  if (call === null) {
    return null;
  }
  const failed = sound.name === 'failed';
  return (
    <section className="headset-bar" data-speaking="true" aria-label={t('testCall.strip')}>
      {failed ? <MicOff size={18} aria-hidden="true" /> : <Mic size={18} aria-hidden="true" />}
      <strong role="status">
        {failed
          ? t(`testCall.problem.${sound.what}`)
          : t('testCall.talking', { profile: call.profile })}
      </strong>
      {sound.name === 'ready' && <LevelMeter text={t('headset.live', { device: sound.device })} />}
      <span className="flex-1" />
      <PanicHere />
      <Button
        size="small"
        onClick={() => {
          goToCall(call.callId);
        }}
      >
        {t('headset.goToCall')}
      </Button>
      <Button
        size="small"
        variant="primary"
        title={key === null ? undefined : comboText(key)}
        onClick={hangUp}
      >
        {t('testCall.hangUp')}
      </Button>
    </section>
  );
}
