import { Download } from 'lucide-react';
import { EXPORT_FORMATS, type RecordedCall } from '#model/history';
import { t } from '#window/i18n/i18n';
import { openDialog } from '#window/state/uiStore';
import { Button } from '#window/ui/buttons/Button.tsx';
import { Menu } from '#window/ui/menus/Menu.tsx';
import {
  exportCall,
  exportFolder,
  exportRecording,
  exportTable,
  useFolderStore,
} from './exportRequests';

/** What one call can be written to. */
export function ExportMenu(props: Pick<RecordedCall, 'id'> & { readonly recordings: number }) {
  const { id, recordings } = props;
  const isExporting = useFolderStore(({ run }) => run.state !== 'none');
  const sound = [
    {
      text: t(recordings === 1 ? 'exports.recording' : 'exports.recordings'),
      onSelect: () =>
        void (recordings === 1 ? exportRecording(id, 0, null) : exportFolder([id], 'wav')),
    },
    {
      text: t('exports.excerpt.open'),
      onSelect: () => {
        openDialog({ name: 'excerpt', callId: id });
      },
    },
  ];
  return (
    <Menu
      trigger={
        <Button size="small" icon={Download} disabled={isExporting}>
          {t('history.export')}
        </Button>
      }
      items={[
        ...EXPORT_FORMATS.map((format) => ({
          text: t(`history.exportAs.${format}`),
          onSelect: () => void exportCall(id, format),
        })),
        { text: t('exports.as.csv'), onSelect: () => void exportTable([id]) },
        ...(recordings > 0 ? sound : []),
        { text: t('exports.as.sealed'), onSelect: () => void exportFolder([id], 'sealed') },
      ]}
    />
  );
}
