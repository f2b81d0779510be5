import { EXPORT_FORMATS, type RecordedCall } from '#model/history';
import { t } from '#window/i18n/i18n';
import { openDialog } from '#window/state/uiStore';
import { exportCall, exportFolder, exportRecording, exportTable } from './exportRequests';
import { ExportsButton } from './ExportsButton';

/** What one call can be written to. */
export function ExportMenu(props: Pick<RecordedCall, 'id'> & { readonly recordings: number }) {
  const { id, recordings } = props;
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
    <ExportsButton
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
