import { useEffect, useRef, useState } from 'react';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/buttons/Button';
import { ErrorText } from '../../ui/messages/ErrorText';
import { type Microphone, openMicrophone, playTone } from './soundTest';

type Listening =
  | { readonly state: 'off' | 'opening' }
  | { readonly state: 'on'; readonly label: string }
  | { readonly state: 'failed'; readonly problem: string };

/** The microphone's name and level, drawn without React: it changes with every picture. */
function useMicrophone() {
  const [listening, setListening] = useState<Listening>({ state: 'off' });
  const meterRef = useRef<HTMLMeterElement>(null);
  const open = useRef<Microphone | null>(null);
  useEffect(
    () => () => {
      open.current?.close();
    },
    [],
  );
  const start = async (): Promise<void> => {
    setListening({ state: 'opening' });
    try {
      const microphone = await openMicrophone((level) => {
        if (meterRef.current !== null) {
          meterRef.current.value = level;
        }
      });
      open.current?.close();
      open.current = microphone;
      setListening({ state: 'on', label: microphone.label });
    } catch (error) {
      setListening({ state: 'failed', problem: error instanceof Error ? error.name : '' });
    }
  };
  return { listening, meterRef, start };
}

/** Microphone and speaker of this machine, as the system has chosen them. */
export function AudioStep() {
  const { listening, meterRef, start } = useMicrophone();
  return (
    <div className="flex flex-col gap-4 py-3">
      <p className="text-muted">{t('setup.audio.body')}</p>
      <div className="flex items-center gap-3">
        <Button pending={listening.state === 'opening'} onClick={() => void start()}>
          {t('setup.audio.microphone')}
        </Button>
        <meter
          ref={meterRef}
          className="w-48"
          min={0}
          max={1}
          aria-label={t('setup.audio.level')}
        />
        <span role="status" className="min-w-0 truncate text-muted">
          {listening.state === 'on' && t('setup.audio.hears', { name: listening.label })}
        </span>
      </div>
      {listening.state === 'failed' && (
        <ErrorText>{t('setup.audio.failed', { why: listening.problem })}</ErrorText>
      )}
      <div className="flex items-center gap-3">
        <Button onClick={() => void playTone()}>{t('setup.audio.tone')}</Button>
        <span className="text-muted">{t('setup.audio.toneHint')}</span>
      </div>
    </div>
  );
}
