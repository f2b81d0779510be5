import { Lock } from 'lucide-react';
import { useState } from 'react';
import { LANGUAGE_NAMES, LANGUAGES } from '#model/language';
import { MAX_PIN_CHARS } from '#model/operators';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useLanguage } from '../../i18n/language';
import { useStationStore } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { Select } from '../../ui/fields/Select';
import { SelectField } from '../../ui/fields/SelectField';
import { TextField } from '../../ui/fields/TextField';
import { ErrorText } from '../../ui/messages/ErrorText';
import { useAttempt } from '../../ui/messages/useAttempt';
import { chooseLanguage } from '../language';

/** The way into a locked window: a name and its PIN. */
export function SignIn() {
  const language = useLanguage();
  const view = useStationStore((state) => state.view);
  const last = view?.station.state === 'locked' ? view.station.last : null;
  const operators = view?.operators ?? [];
  const [chosen, setChosen] = useState(last ?? operators[0]?.name ?? '');
  const [pin, setPin] = useState('');
  const [attempt, run] = useAttempt();
  const signIn = async (): Promise<void> => {
    await run(async () => {
      const answer = await request('station:signIn', { name: chosen, pin });
      return answer.ok ? null : answer.error.phrase;
    });
    setPin('');
  };
  const problem = view?.problem ?? null;
  return (
    <section aria-label={t('operators.lockedTitle')} className="grid h-full place-items-center p-6">
      <form
        className="flex w-80 flex-col gap-4"
        aria-label={t('operators.signIn')}
        onSubmit={(event) => {
          event.preventDefault();
          void signIn();
        }}
      >
        <div>
          <h2 className="flex items-center gap-2 text-[15px] font-semibold">
            <Lock size={16} aria-hidden="true" />
            {t('operators.lockedTitle')}
          </h2>
          <p className="text-muted">{t('operators.lockedBody')}</p>
        </div>
        {problem !== null && <ErrorText>{inWords(problem)}</ErrorText>}
        <SelectField
          label={t('operators.name')}
          value={chosen}
          choices={operators.map(({ name }) => ({ value: name, text: name }))}
          onChange={setChosen}
        />
        <TextField
          label={t('operators.pin')}
          type="password"
          inputMode="numeric"
          autoFocus
          value={pin}
          maxLength={MAX_PIN_CHARS}
          error={attempt.state === 'failed' ? inWords(attempt.message) : ''}
          onChange={setPin}
        />
        <Button
          type="submit"
          variant="primary"
          disabled={pin === '' || chosen === ''}
          pending={attempt.state === 'pending'}
        >
          {t(attempt.state === 'pending' ? 'operators.signingIn' : 'operators.signIn')}
        </Button>
        <Select
          className="w-auto self-end"
          aria-label={t('language.label')}
          value={language}
          choices={LANGUAGES.map((value) => ({ value, text: LANGUAGE_NAMES[value] }))}
          onChange={(choice) => void chooseLanguage(choice)}
        />
      </form>
    </section>
  );
}
