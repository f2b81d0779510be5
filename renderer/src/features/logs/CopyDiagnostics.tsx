import { ClipboardCopy } from 'lucide-react';
import { useState } from 'react';
import type { Phrase } from '#model/phrases/phrase';
import { timedRequest } from '../../bridge/timedRequest';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';

type Packing =
  | { readonly state: 'idle' }
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly path: string }
  | { readonly state: 'failed'; readonly message: Phrase };

/** Packs a bundle for people who help from afar, without secrets and personal data. */
export function CopyDiagnostics() {
  const reason = useRoleReason('diagnostics.pack');
  const [packing, setPacking] = useState<Packing>({ state: 'idle' });
  const pack = async (): Promise<void> => {
    setPacking({ state: 'running' });
    const result = await timedRequest('app:diagnostics', null);
    setPacking(
      result.ok
        ? { state: 'done', path: result.value }
        : { state: 'failed', message: result.error.phrase },
    );
  };
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3">
      <Button
        icon={ClipboardCopy}
        title={t('logs.copyHint')}
        reason={reason}
        pending={packing.state === 'running'}
        onClick={() => void pack()}
      >
        {t(packing.state === 'running' ? 'logs.copying' : 'logs.copy')}
      </Button>
      <p
        role="status"
        className={`min-w-0 text-meta break-all select-text ${packing.state === 'failed' ? 'text-danger' : 'text-muted'}`}
      >
        {packing.state === 'done' && t('logs.copied', { path: packing.path })}
        {packing.state === 'failed' && inWords(packing.message)}
      </p>
    </div>
  );
}
