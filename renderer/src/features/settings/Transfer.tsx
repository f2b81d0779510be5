import { Download, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Phrase } from '#model/phrases/phrase';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { ErrorText } from '../../ui/messages/ErrorText';
import { useAttempt } from '../../ui/messages/useAttempt';
import type { Changes } from './useSettings';

type Outcome =
  | { readonly state: 'none' }
  | {
      readonly state: 'imported';
      readonly file: string;
      readonly count: number;
      readonly holdsSecrets: boolean;
      readonly notes: readonly Phrase[];
    }
  | { readonly state: 'exported'; readonly path: string };

/** Reads a `.env` file into the form, chosen or dropped, and writes one without secrets. */
export function useTransfer(onImport: (changes: Changes) => void) {
  const [outcome, setOutcome] = useState<Outcome>({ state: 'none' });
  const [attempt, run] = useAttempt();
  const importFile = (file: File): Promise<boolean> =>
    run(async () => {
      const content = await file.text();
      const result = await request('settings:import', { file: file.name, content });
      if (!result.ok) {
        return result.error.phrase;
      }
      const { changes, notes, holdsSecrets } = result.value;
      onImport(changes);
      const count = Object.keys(changes).length;
      setOutcome({ state: 'imported', file: file.name, count, holdsSecrets, notes });
      return null;
    });
  const exportFile = (): Promise<boolean> =>
    run(async () => {
      const result = await request('settings:export', null);
      if (!result.ok) {
        return result.error.phrase;
      }
      setOutcome(
        result.value === null ? { state: 'none' } : { state: 'exported', path: result.value },
      );
      return null;
    });
  return { outcome, attempt, importFile, exportFile };
}

/** The buttons for it, and what came of it. A file may also be dropped on the form. */
export function Transfer({ transfer }: { readonly transfer: ReturnType<typeof useTransfer> }) {
  const importReason = useRoleReason('settings.update');
  const exportReason = useRoleReason('settings.export');
  const { outcome, attempt, importFile, exportFile } = transfer;
  const fileRef = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-col gap-2 p-2">
      <input
        ref={fileRef}
        type="file"
        hidden
        aria-label={t('settings.import')}
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file can be chosen again.
          target.value = '';
          if (file !== undefined) {
            void importFile(file);
          }
        }}
      />
      <Button
        size="small"
        icon={Upload}
        reason={importReason}
        onClick={() => fileRef.current?.click()}
      >
        {t('settings.import')}
      </Button>
      <Button
        size="small"
        icon={Download}
        title={t('settings.exportHint')}
        reason={exportReason}
        onClick={() => void exportFile()}
      >
        {t('settings.export')}
      </Button>
      {attempt.state === 'failed' && <ErrorText>{inWords(attempt.message)}</ErrorText>}
      <div role="status" className="text-meta text-muted select-text">
        {outcome.state === 'exported' && t('settings.exported', { path: outcome.path })}
        {outcome.state === 'imported' && (
          <>
            {t('settings.imported', { file: outcome.file, count: outcome.count })}
            {outcome.holdsSecrets && (
              <p className="mt-1">{t('settings.importedSecrets', { file: outcome.file })}</p>
            )}
            {outcome.notes.length > 0 && (
              <ul className="mt-1 max-h-40 list-disc overflow-y-auto pl-4">
                {outcome.notes.map((note, index) => (
                  <li key={index}>{inWords(note)}</li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </div>
  );
}
