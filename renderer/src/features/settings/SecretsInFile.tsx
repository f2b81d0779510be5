import { useState } from 'react';
import type { Phrase } from '#model/phrases/phrase';
import type { SettingsCheck } from '#model/settings';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { ConfirmDialog } from '../../ui/dialogs/ConfirmDialog';
import { ProblemLine } from '../../ui/messages/ProblemLine';
import { useAttempt } from '../../ui/messages/useAttempt';
import type { Changes } from './useSettings';

/**
 * Where a secret cannot be saved, because the system has no key store: the way to keep it in a file
 * that protects it less. Nothing elsewhere.
 */
export function SecretsInFile(props: {
  readonly refused: SettingsCheck['refused'];
  /** Resolves with why it was refused; null when it was not. */
  readonly saveAlone: (changes: Changes) => Promise<Phrase | null>;
}) {
  const reason = useRoleReason('settings.update');
  const [isAsking, setAsking] = useState(false);
  const [attempt, run] = useAttempt();
  if (!Object.values(props.refused).some(({ code }) => code === 'setting.no-key-store')) {
    return null;
  }
  const allow = async (): Promise<void> => {
    if (await run(() => props.saveAlone({ SECRETS_IN_FILE: 'true' }))) {
      setAsking(false);
    }
  };
  return (
    <div className="flex flex-col items-start gap-2 py-3">
      <ProblemLine level="warn" role="status">
        {t('settings.noKeyStore')}
      </ProblemLine>
      <Button
        reason={reason}
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('settings.keepInFile')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('settings.inFile.title')}
          body={t('settings.inFile.body')}
          yes={t('settings.inFile.yes')}
          no={t('settings.inFile.no')}
          pending={attempt.state === 'pending'}
          error={attempt.state === 'failed' ? inWords(attempt.message) : ''}
          onYes={() => void allow()}
          onNo={() => {
            setAsking(false);
          }}
        />
      )}
    </div>
  );
}
