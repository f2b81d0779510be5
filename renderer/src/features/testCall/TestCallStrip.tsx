import { Mic } from 'lucide-react';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/buttons/Button';
import { Strip } from '../../ui/messages/Strip';
import { LevelBar } from './LevelBar';
import { hangUp } from './testCall';
import { useTestCallStore } from './testCallStore';

/** While a test call goes on: that the microphone is open, and the way to hang up. */
export function TestCallStrip() {
  const call = useTestCallStore((state) => state.call);
  const sound = useTestCallStore((state) => state.sound);
  const level = useTestCallStore((state) => state.level);
  if (call === null) {
    return null;
  }
  return (
    <Strip
      tone={sound.name === 'failed' ? 'danger' : 'live'}
      role="status"
      label={t('testCall.strip')}
      icon={<Mic size={15} className="shrink-0" aria-hidden="true" />}
      actions={
        <span className="flex items-center gap-3">
          <span className="w-24">
            <LevelBar level={level} label={t('testCall.level')} />
          </span>
          <Button size="small" onClick={hangUp}>
            {t('testCall.hangUp')}
          </Button>
        </span>
      }
    >
      {sound.name === 'failed'
        ? t(`testCall.problem.${sound.what}`)
        : t('testCall.talking', { profile: call.profile })}
    </Strip>
  );
}
