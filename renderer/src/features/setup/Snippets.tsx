import { t } from '../../i18n/i18n';
import { AreaField } from '../../ui/fields/AreaField';
import { ariConf, extensionsConf } from './snippets';

/** Lines for Asterisk's files, ready to be copied: the whole text is selected by going there. */
export function Snippets(props: { readonly user: string; readonly app: string }) {
  const texts = [
    ['setup.ariConf', 'setup.ariConfHint', ariConf(props)],
    ['setup.extensionsConf', 'setup.extensionsConfHint', extensionsConf(props)],
  ] as const;
  return (
    <details>
      <summary className="cursor-pointer py-2 font-medium">{t('setup.snippets')}</summary>
      <div className="flex flex-col gap-3 pb-3">
        {texts.map(([key, hint, text]) => (
          <AreaField
            key={key}
            label={t(key)}
            hint={t(hint)}
            code
            readOnly
            rows={text.split('\n').length}
            value={text}
            onFocus={({ target }) => {
              target.select();
            }}
            onChange={() => undefined}
          />
        ))}
      </div>
    </details>
  );
}
