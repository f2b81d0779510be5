import { FolderDown } from 'lucide-react';
import { usePolling } from '#window/bridge/usePolling';
import { t } from '#window/i18n/i18n';
import { Button } from '#window/ui/buttons/Button.tsx';
import { Strip } from '#window/ui/messages/Strip.tsx';
import { askProgress, cancelFolder, useFolderStore } from './exportRequests';

/** How often the progress is asked for, ms. */
const ASK_EVERY_MS = 300;

function Progress() {
  const run = useFolderStore((state) => state.run);
  usePolling(askProgress, ASK_EVERY_MS);
  if (run.state !== 'writing') {
    return null;
  }
  const { done, total, cancelled } = run;
  return (
    <Strip
      role="none"
      label={t('exports.running')}
      icon={<FolderDown size={14} aria-hidden="true" />}
      actions={
        <Button size="small" disabled={cancelled} onClick={() => void cancelFolder()}>
          {t('exports.cancel')}
        </Button>
      }
    >
      <span className="flex items-center gap-2">
        <span className="shrink-0 tabular-nums">{t('exports.progress', { done, total })}</span>
        <progress
          className="min-w-0 flex-1"
          aria-label={t('exports.running')}
          max={total}
          value={done}
        />
      </span>
    </Strip>
  );
}

/** How far an export of several calls is, with the way to call it off. */
export function FolderStrip() {
  const isRunning = useFolderStore(({ run }) => run.state !== 'none');
  return isRunning ? <Progress /> : null;
}
