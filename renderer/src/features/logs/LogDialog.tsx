import { useId, useState } from 'react';
import { LINE_LEVELS } from '#model/log';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { NO_DIALOG, useUiStore } from '../../state/uiStore';
import { Modal } from '../../ui/Modal';
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
      <input
        type="text"
        className="field max-w-72 font-mono"
        list={listId}
        value={filter.call}
        maxLength={150}
        placeholder={t('logs.callHint')}
        spellCheck={false}
        onChange={(event) => {
          onChange({ call: event.target.value.trim() });
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
        <select
          className="field w-40"
          value={filter.level}
          onChange={(event) => {
            onChange({
              level: LINE_LEVELS.find((level) => level === event.target.value) ?? 'info',
            });
          }}
        >
          {LINE_LEVELS.map((level) => (
            <option key={level} value={level}>
              {t(`logs.least.${level}`)}
            </option>
          ))}
        </select>
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
  const set = useUiStore((state) => state.set);
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
  const close = (): void => {
    set({ dialog: NO_DIALOG });
  };
  return (
    <Modal
      title={t('logs.title')}
      description={t('logs.intro')}
      width={960}
      height={680}
      onClose={close}
    >
      <Filters filter={filter} onChange={change} />
      {load === 'failed' && (
        <p role="alert" className="flex items-center gap-3 px-5 pb-3 text-danger">
          {t('logs.failed', { message })}
          <button
            type="button"
            className="btn btn-small"
            onClick={() => {
              change({ attempt: filter.attempt + 1 });
            }}
          >
            {t('logs.retry')}
          </button>
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
      <div className="flex items-center gap-3 px-5 py-4">
        <CopyDiagnostics />
        <button type="button" className="btn" onClick={close}>
          {t('settings.close')}
        </button>
      </div>
    </Modal>
  );
}
