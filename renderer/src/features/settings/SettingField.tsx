import { Lock } from 'lucide-react';
import type { Phrase } from '#model/phrases/phrase';
import type { SettingView } from '#model/settings';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { settingChoiceText, settingText } from '../../i18n/settingTexts';
import { Button } from '../../ui/buttons/Button';
import { FieldError } from '../../ui/fields/FieldError';
import { fieldWiring, hintIdOf } from '../../ui/fields/fieldWiring';
import { Select } from '../../ui/fields/Select';
import { TextArea } from '../../ui/fields/TextArea';
import { TextInput } from '../../ui/fields/TextInput';
import { ProblemLine } from '../../ui/messages/ProblemLine';
import { Badge } from '../../ui/signs/Badge';
import { isLocked } from './useSettings';
import { savedOf } from './waiting';

type FieldProps = {
  readonly setting: SettingView;
  /** What is wrong with what is typed; null for nothing. */
  readonly refused: Phrase | null;
  /** What does not fit other settings; null for nothing. */
  readonly warning: Phrase | null;
  /** The value not yet saved; null when it was not changed. */
  readonly changed: string | null;
  /** Null takes the change back. */
  readonly onChange: (value: string | null) => void;
};

function Control({ setting, refused, changed, onChange }: FieldProps) {
  const common = {
    ...fieldWiring(setting.name, true, (refused ?? setting.problem) !== null),
    disabled: isLocked(setting),
  };
  const saved = savedOf(setting).value;
  const value = changed ?? saved;
  // Choosing the saved value takes the change back.
  const change = (text: string): void => {
    onChange(text === saved ? null : text);
  };
  if (setting.choices.length > 0) {
    const values = setting.choices.includes(value) ? setting.choices : [value, ...setting.choices];
    return (
      <Select
        {...common}
        value={value}
        choices={values.map((each) => ({
          value: each,
          text: settingChoiceText(setting.name, each),
        }))}
        onChange={change}
      />
    );
  }
  if (setting.secret) {
    return (
      <TextInput
        {...common}
        code
        type="password"
        value={changed ?? ''}
        placeholder={t(saved === '' ? 'settings.secretUnset' : 'settings.secretSet')}
        onChange={(text) => {
          onChange(text === '' ? null : text);
        }}
      />
    );
  }
  if (setting.entry === 'lines') {
    return <TextArea {...common} rows={12} value={value} onChange={change} />;
  }
  return (
    <TextInput
      {...common}
      code
      inputMode={setting.entry === 'number' ? 'decimal' : 'text'}
      value={value}
      placeholder={setting.defaultValue}
      onChange={change}
    />
  );
}

/** Where a setting is to be changed that the window cannot change. */
function lockedWords({ environmentOnly }: SettingView): string {
  return t(environmentOnly ? 'settings.environmentOnly' : 'settings.locked');
}

function Badges({ setting }: { readonly setting: SettingView }) {
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      {!setting.live && <Badge title={t('settings.restartHint')}>{t('settings.restart')}</Badge>}
      <Badge title={isLocked(setting) ? lockedWords(setting) : undefined}>
        {isLocked(setting) && <Lock size={11} aria-hidden="true" />}
        {t(`settings.source.${savedOf(setting).source}`)}
      </Badge>
    </span>
  );
}

function about(setting: SettingView): string {
  const parts = [
    setting.choices.length > 0 ? '' : t('settings.range', { range: inWords(setting.range) }),
    setting.secret
      ? t('settings.secretNote')
      : setting.defaultValue === ''
        ? t('settings.noDefault')
        : t('settings.default', { value: setting.defaultValue }),
    isLocked(setting) ? lockedWords(setting) : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** That a saved change waits for a restart, and what goes on until then. */
function pendingWords({ secret, value }: SettingView): string {
  if (value === '') {
    return t('settings.pendingUnset');
  }
  return secret ? t('settings.pendingSecret') : t('settings.pending', { value });
}

/** One setting: what it is, its value, where the value comes from, and what is wrong with it. */
export function SettingField(props: FieldProps) {
  const { setting, changed, refused, warning, onChange } = props;
  const { label, description } = settingText(setting.name);
  const problem = refused ?? setting.problem;
  const saved = savedOf(setting);
  const canReset = saved.source === 'saved' && changed === null;
  return (
    <div className="flex flex-col gap-1 py-3">
      <div className="flex items-center gap-3">
        <label htmlFor={setting.name} className="min-w-0 flex-1 truncate font-medium">
          {label}
        </label>
        <code className="shrink-0 font-mono text-meta text-faint select-all">{setting.name}</code>
        <Badges setting={setting} />
      </div>
      <p className="max-w-[64ch] text-muted select-text">{description}</p>
      <div className="flex items-center gap-2">
        <div className={setting.unit === null ? 'flex-1' : 'w-40'}>
          <Control {...props} />
        </div>
        {setting.unit !== null && (
          <span className="flex-1 text-muted">{inWords(setting.unit)}</span>
        )}
        {canReset && (
          <Button
            variant="quiet"
            size="small"
            onClick={() => {
              onChange('');
            }}
          >
            {t(setting.secret ? 'settings.remove' : 'settings.reset')}
          </Button>
        )}
      </div>
      <div>
        <p id={hintIdOf(setting.name)} className="text-meta text-faint">
          {changed === '' ? t('settings.willReset') : about(setting)}
        </p>
        <p role="status" className="text-meta text-muted">
          {setting.pending !== null && pendingWords(setting)}
        </p>
        <FieldError controlId={setting.name} text={problem === null ? '' : inWords(problem)} />
        <div aria-live="polite">
          {warning !== null && (
            <ProblemLine level="warn" className="mt-1">
              {inWords(warning)}
            </ProblemLine>
          )}
        </div>
      </div>
    </div>
  );
}
