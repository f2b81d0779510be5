import { useId, useState } from 'react';
import { MAX_CALL_ID_CHARS } from '#model/limits';
import { LINE_LEVELS } from '#model/log';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { closeDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { DialogFoot } from '../../ui/dialogs/DialogFoot';
import { Modal } from '../../ui/dialogs/Modal';
import { Select } from '../../ui/fields/Select';
import { TextInput } from '../../ui/fields/TextInput';
import { CopyDiagnostics } from './CopyDiagnostics';
import { LogRows } from './LogRows';
import { type LogFilter, useLogTail } from './useLogTail';

type FilterProps = {
  readonly filter: LogFilter;
  readonly onChange: (change: Partial<LogFilter>) => void;
};

function CallField({ filter, onChange }: FilterProps) {
  const listId = useId();
  const order = useCallsStore((state) => state.order);
  return (
    <label className="flex flex-1 items-center gap-2 text-muted">
      {t('logs.call')}
      <TextInput
        className="max-w-72 font-mono"
        list={listId}
        value={filter.call}
        maxLength={MAX_CALL_ID_CHARS}
        placeholder={t('logs.callHint')}
        onChange={(call) => {
          onChange({ call: call.trim() });
        }}
      />
      <datalist id={listId}>
        {order.map((callId) => (
          <option key={callId} value={callId} />
        ))}
      </datalist>
    </label>
  );
}

function Filters({ filter, onChange }: FilterProps) {
  return (
    <div className="flex flex-wrap items-center gap-4 px-5 py-3">
      <label className="flex items-center gap-2 text-muted">
        {t('logs.levelLabel')}
        <Select
          className="w-40"
          value={filter.level}
          choices={LINE_LEVELS.map((value) => ({ value, text: t(`logs.least.${value}`) }))}
          onChange={(level) => {
            onChange({ level });
          }}
        />
      </label>
      <CallField filter={filter} onChange={onChange} />
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          checked={filter.following}
          onChange={(event) => {
            onChange({ following: event.target.checked });
          }}
        />
        {t('logs.follow')}
      </label>
    </div>
  );
}

/** The newest lines of the log, by importance and by call. */
export function LogDialog() {
  const [filter, setFilter] = useState<LogFilter>({
    level: 'debug',
    call: '',
    following: true,
    attempt: 0,
  });
  const { lines, load, message } = useLogTail(filter);
  const change = (part: Partial<LogFilter>): void => {
    setFilter((before) => ({ ...before, ...part }));
  };
  return (
    <Modal
      title={t('logs.title')}
      description={t('logs.intro')}
      width={960}
      height={680}
      onClose={closeDialog}
    >
      <Filters filter={filter} onChange={change} />
      {load === 'failed' && (
        <p role="alert" className="flex items-center gap-3 px-5 pb-3 text-danger">
          {t('logs.failed', { message: message === null ? '' : inWords(message) })}
          <Button
            size="small"
            onClick={() => {
              change({ attempt: filter.attempt + 1 });
            }}
          >
            {t('logs.retry')}
          </Button>
        </p>
      )}
      {load !== 'failed' && lines.length === 0 && (
        <p role="status" className="px-5 pb-3 text-muted">
          {t(load === 'loading' ? 'logs.loading' : 'logs.empty')}
        </p>
      )}
      <LogRows
        lines={lines}
        following={filter.following}
        onFollow={(following) => {
          change({ following });
        }}
      />
      <DialogFoot start={<CopyDiagnostics />}>
        <Button onClick={closeDialog}>{t('settings.close')}</Button>
      </DialogFoot>
    </Modal>
  );
}
