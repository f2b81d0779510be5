import { Download, Trash2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ExportFormat, RecordedCall } from '#model/history';
import { formatDateTime, formatDuration, formatNumber } from '../../format/format';
import { voiceStyle } from '../../format/voices';
import { t } from '../../i18n/i18n';
import { useUiStore } from '../../state/uiStore';
import { CallStateShape } from '../../ui/shapes';
import { exportCall } from './recordRequests';
import { lengthOf, outcomeText } from './recordView';
import { TagEditor } from './TagEditor';

const FORMATS: readonly ExportFormat[] = ['text', 'json'];

function ExportMenu({ callId }: { readonly callId: string }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="btn btn-small">
        <Download size={14} aria-hidden="true" />
        {t('history.export')}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="pop min-w-44 p-1" align="end" sideOffset={4}>
          {FORMATS.map((format) => (
            <DropdownMenu.Item
              key={format}
              className="flex h-8 items-center rounded px-2 outline-none data-highlighted:bg-raised"
              onSelect={() => void exportCall(callId, format)}
            >
              {t(`history.exportAs.${format}`)}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function DeleteButton({ callerNumber }: { readonly callerNumber: string }) {
  const set = useUiStore((state) => state.set);
  const withheld = callerNumber === '';
  return (
    <button
      type="button"
      className="btn btn-small"
      disabled={withheld}
      title={withheld ? t('history.delete.withheld') : undefined}
      onClick={() => {
        set({ dialog: { name: 'deleteCaller', callerNumber } });
      }}
    >
      <Trash2 size={14} aria-hidden="true" />
      {t('history.delete.open')}
    </button>
  );
}

/** Who called, when, and how it went; what can be done with the record. */
export function RecordHeader({ call }: { readonly call: RecordedCall }) {
  const length = lengthOf(call);
  const facts = [
    formatDateTime(call.startedAt),
    length === null ? '' : formatDuration(length),
    t('detail.dialled', { number: call.dialedNumber }),
    t('detail.voice', { voice: `${call.voice} (${voiceStyle(call.voice)})` }),
  ].filter((fact) => fact !== '');
  return (
    <header className="flex flex-col gap-2 px-5 pt-4 pb-3">
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <h2 className="shrink-0 text-title font-semibold tracking-[-0.01em] tabular-nums select-text">
              {formatNumber(call.callerNumber)}
            </h2>
            {call.callerName !== '' && (
              <span className="truncate text-muted select-text">{call.callerName}</span>
            )}
            {call.demo && <span className="badge">{t('detail.demoCall')}</span>}
            <span className="badge h-6 text-[12px]!">
              <CallStateShape state={call.state === 'live' ? 'live' : 'ended'} />
              {call.state === 'ended'
                ? t('detail.endedBecause', { reason: outcomeText(call) })
                : outcomeText(call)}
            </span>
          </div>
          <p className="mt-0.5 text-meta text-muted">{facts.join(' · ')}</p>
        </div>
        <div className="flex gap-2">
          <ExportMenu callId={call.id} />
          <DeleteButton callerNumber={call.callerNumber} />
        </div>
      </div>
      {call.state === 'interrupted' && (
        <p className="text-meta text-warn">{t('history.interruptedHint')}</p>
      )}
      <TagEditor callId={call.id} tags={call.tags} />
    </header>
  );
}
