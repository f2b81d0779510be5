import { Download } from 'lucide-react';
import { t } from '#window/i18n/i18n';
import { useRoleReason } from '#window/state/stationStore';
import { Button } from '#window/ui/buttons/Button.tsx';
import { Menu, type MenuItem } from '#window/ui/menus/Menu.tsx';
import { useFolderStore } from './exportRequests';

/** A menu of exports; one folder at a time. Without the role for them, its button says so. */
export function ExportsButton({ items }: { readonly items: readonly MenuItem[] }) {
  const reason = useRoleReason('history.export');
  const isExporting = useFolderStore(({ run }) => run.state !== 'none');
  const look = { size: 'small', icon: Download } as const;
  const text = t('history.export');
  if (reason !== '') {
    return (
      <Button {...look} reason={reason}>
        {text}
      </Button>
    );
  }
  const trigger = (
    <Button {...look} disabled={isExporting}>
      {text}
    </Button>
  );
  return <Menu trigger={trigger} items={items} />;
}
