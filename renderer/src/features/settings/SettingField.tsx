import { Lock } from 'lucide-react';
import type { SettingView } from '#model/settings';
import { t } from '../../i18n/i18n';
import { AlertShape } from '../../ui/shapes';
import { isLocked } from './useSettings';

type FieldProps = {
  readonly setting: SettingView;
  /** The value not yet saved; null when it was not changed. */
  readonly changed: string | null;
  /** Null takes the change back. */
  readonly onChange: (value: string | null) => void;
};

function Input({ setting, changed, onChange }: FieldProps) {
  const common = {
    id: setting.name,
    className: `field ${setting.choices.length > 0 ? '' : 'font-mono text-meta'}`,
    disabled: isLocked(setting),
    'aria-describedby': `${setting.name}-about`,
    'aria-invalid': setting.problem !== '',
  };
  if (setting.choices.length > 0) {
    const value = changed ?? setting.value;
    return (
      <select
        {...common}
        value={value}
        onChange={(event) => {
          onChange(event.target.value === setting.value ? null : event.target.value);
        }}
      >
        {!setting.choices.includes(value) && <option value={value}>{value}</option>}
        {setting.choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </select>
    );
  }
  if (setting.secret) {
    return (
      <input
        {...common}
        type="password"
        autoComplete="off"
        value={changed ?? ''}
        placeholder={t(setting.value === '' ? 'settings.secretUnset' : 'settings.secretSet')}
        onChange={(event) => {
          onChange(event.target.value === '' ? null : event.target.value);
        }}
      />
    );
  }
  return (
    <input
      {...common}
      type="text"
      spellCheck={false}
      value={changed ?? setting.value}
      placeholder={setting.defaultValue}
      onChange={(event) => {
        onChange(event.target.value === setting.value ? null : event.target.value);
      }}
    />
  );
}

function Badges({ setting }: { readonly setting: SettingView }) {
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      {!setting.live && (
        <span className="badge" title={t('settings.restartHint')}>
          {t('settings.restart')}
        </span>
      )}
      <span className="badge" title={isLocked(setting) ? t('settings.locked') : undefined}>
        {isLocked(setting) && <Lock size={11} aria-hidden="true" />}
        {t(`settings.source.${setting.source}`)}
      </span>
    </span>
  );
}

function about(setting: SettingView): string {
  const parts = [
    setting.range === '' || setting.choices.length > 0
      ? ''
      : t('settings.range', { range: setting.range }),
    setting.secret
      ? t('settings.secretNote')
      : setting.defaultValue === ''
        ? t('settings.noDefault')
        : t('settings.default', { value: setting.defaultValue }),
    isLocked(setting) ? t('settings.locked') : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** One setting: what it is, its value, where the value comes from, and what is wrong with it. */
export function SettingField(props: FieldProps) {
  const { setting, changed, onChange } = props;
  const canReset = setting.source === 'saved' && changed === null;
  return (
    <div className="flex flex-col gap-1 py-3">
      <div className="flex items-center gap-3">
        <label
          htmlFor={setting.name}
          className="min-w-0 flex-1 truncate font-mono text-meta font-medium"
        >
          {setting.name}
        </label>
        <Badges setting={setting} />
      </div>
      <p className="max-w-[64ch] text-muted select-text">{setting.description}</p>
      <div className="flex items-center gap-2">
        <div className={setting.unit === '' ? 'flex-1' : 'w-40'}>
          <Input {...props} />
        </div>
        {setting.unit !== '' && <span className="flex-1 text-muted">{setting.unit}</span>}
        {canReset && (
          <button
            type="button"
            className="btn btn-quiet btn-small"
            onClick={() => {
              onChange('');
            }}
          >
            {t(setting.secret ? 'settings.remove' : 'settings.reset')}
          </button>
        )}
      </div>
      <p id={`${setting.name}-about`} className="text-meta text-faint">
        {changed === '' ? t('settings.willReset') : about(setting)}
      </p>
      {setting.problem !== '' && (
        <p className="flex items-baseline gap-2 text-danger" role="status">
          <AlertShape level="danger" />
          {setting.problem}
        </p>
      )}
    </div>
  );
}
