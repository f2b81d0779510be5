import { TriangleAlert } from 'lucide-react';
import { t } from '../../i18n/i18n';
import { comboText, useFirstKey } from '../commands';
import { useHeadsetStore } from '../headset';

/** Says that the key that closes the headset acts in this window alone. */
export function PanicHere() {
  const key = useFirstKey('headset.panic');
  const isHere = useHeadsetStore((state) => state.panicHere);
  return isHere && key !== null ? (
    <span className="flex min-w-0 items-center gap-1 text-meta">
      <TriangleAlert size={14} className="shrink-0" aria-hidden="true" />
      <span className="truncate" title={t('headset.panicHere', { key: comboText(key) })}>
        {t('headset.panicHere', { key: comboText(key) })}
      </span>
    </span>
  ) : null;
}
