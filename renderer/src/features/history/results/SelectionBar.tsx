import { FOLDER_FORMATS } from '#model/exports';
import { t } from '#window/i18n/i18n';
import { Button } from '#window/ui/buttons/Button.tsx';
import { exportFolder, exportTable } from '../exports/exportRequests';
import { ExportsButton } from '../exports/ExportsButton';
import { clearSelection, selectAllFound, useSelectionStore } from './selectionStore';

/** How many calls are checked, and what can be done with them. */
export function SelectionBar() {
  const ids = useSelectionStore((state) => state.ids);
  if (ids.size === 0) {
    return null;
  }
  return (
    <div
      className="flex flex-wrap items-center gap-2 border-b border-line px-3 pb-2"
      role="group"
      aria-label={t('history.selection.label')}
    >
      <span role="status" className="text-meta tabular-nums">
        {t('history.selection.count', { count: ids.size })}
      </span>
      <ExportsButton
        items={[
          { text: t('exports.as.csv'), onSelect: () => void exportTable([...ids]) },
          ...FOLDER_FORMATS.map((format) => ({
            text: t(`exports.as.${format}`),
            onSelect: () => void exportFolder([...ids], format),
          })),
        ]}
      />
      <Button size="small" onClick={() => void selectAllFound()}>
        {t('history.selection.all')}
      </Button>
      <Button size="small" onClick={clearSelection}>
        {t('history.selection.clear')}
      </Button>
    </div>
  );
}
