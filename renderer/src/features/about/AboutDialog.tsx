import { BookOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AppInfo, Licence, RequestError } from '#contract/requests';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { closeDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { DialogFoot } from '../../ui/dialogs/DialogFoot';
import { Modal } from '../../ui/dialogs/Modal';
import { ErrorText } from '../../ui/messages/ErrorText';
import { useAttempt } from '../../ui/messages/useAttempt';
import { CopyDiagnostics } from '../logs';

type Licences =
  | { readonly state: 'loading' }
  | { readonly state: 'there'; readonly list: readonly Licence[] }
  | { readonly state: 'failed'; readonly error: RequestError };

function useAbout(): { readonly info: AppInfo | null; readonly licences: Licences } {
  const [info, setInfo] = useState<AppInfo | null>(null);
  const [licences, setLicences] = useState<Licences>({ state: 'loading' });
  useEffect(() => {
    void request('app:info', null).then((answer) => {
      setInfo(answer.ok ? answer.value : null);
    });
    void request('app:licences', null).then((answer) => {
      setLicences(
        answer.ok
          ? { state: 'there', list: answer.value }
          : { state: 'failed', error: answer.error },
      );
    });
  }, []);
  return { info, licences };
}

function LicenceList({ licences }: { readonly licences: Licences }) {
  switch (licences.state) {
    case 'loading':
      return <p className="text-muted">{t('about.loading')}</p>;
    case 'failed':
      return <ErrorText>{inWords(licences.error.phrase)}</ErrorText>;
    case 'there':
      return (
        <>
          <p className="text-muted">{t('about.count', { count: licences.list.length })}</p>
          <ul className="min-h-0 flex-1 overflow-y-auto" aria-label={t('about.licences')}>
            {licences.list.map(({ name, version, licence, text }) => (
              <li key={`${name} ${version}`}>
                <details>
                  <summary className="flex cursor-pointer gap-2 py-0.5">
                    <span className="min-w-0 flex-1 truncate">{name}</span>
                    <span className="font-mono text-meta text-muted">{version}</span>
                    <span className="text-meta text-muted">{licence}</span>
                  </summary>
                  <pre className="py-2 font-mono text-meta whitespace-pre-wrap select-text">
                    {text === '' ? t('about.noText') : text}
                  </pre>
                </details>
              </li>
            ))}
          </ul>
        </>
      );
  }
}

/** Which program this is, what it is made of, and what to send to who helps. */
export function AboutDialog() {
  const { info, licences } = useAbout();
  const [attempt, run] = useAttempt();
  const openDocs = () =>
    run(async () => {
      const answer = await request('app:openDocs', null);
      return answer.ok ? null : answer.error.phrase;
    });
  return (
    <Modal title={t('about.title')} width={640} height={560} onClose={closeDialog}>
      <div className="flex min-h-0 flex-1 flex-col gap-3 px-5 pt-3 pb-4">
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 select-text">
          <dt className="text-muted">{t('about.version')}</dt>
          <dd className="font-mono">{info?.version}</dd>
          <dt className="text-muted">{t('about.electron')}</dt>
          <dd className="font-mono">{info?.electron}</dd>
          <dt className="text-muted">{t('about.api')}</dt>
          <dd className="font-mono">{info?.apiUrl}</dd>
        </dl>
        <h3 className="font-semibold">{t('about.licences')}</h3>
        <LicenceList licences={licences} />
        {attempt.state === 'failed' && <ErrorText>{inWords(attempt.message)}</ErrorText>}
      </div>
      <DialogFoot
        start={
          <>
            <Button icon={BookOpen} onClick={() => void openDocs()}>
              {t('about.docs')}
            </Button>
            <CopyDiagnostics />
          </>
        }
      >
        <Button onClick={closeDialog}>{t('about.close')}</Button>
      </DialogFoot>
    </Modal>
  );
}
