import { t } from '../../i18n/i18n';
import { AddButton, Item, ListProblem } from '../form';
import { wordsName } from './changeWords';
import { RuleArea, RuleText, useProblem } from './fields';
import { newWords, type RulesForm } from './rulesForm';
import { changeRules } from './rulesStore';

/** By which words a caller asks for a person, by language. */
export function PersonWords({ personWords }: Pick<RulesForm, 'personWords'>) {
  const problem = useProblem('personWords', 'itself');
  return (
    <div className="flex flex-col gap-3 px-5">
      <p className="max-w-[72ch] text-muted">{t('alertRules.personAbout')}</p>
      {personWords.map((words, index) => {
        const path = `personWords.${index}`;
        const change = (patch: Partial<typeof words>): void => {
          changeRules({ personWords: personWords.with(index, { ...words, ...patch }) });
        };
        return (
          <Item
            key={words.key}
            title={wordsName(words)}
            onRemove={() => {
              changeRules({ personWords: personWords.filter((each) => each !== words) });
            }}
          >
            <RuleText
              path={`${path}.language`}
              label={t('alertRules.field.language')}
              hint={t('alertRules.field.languageHint')}
              value={words.language}
              code
              onChange={(language) => {
                change({ language });
              }}
            />
            <RuleArea
              path={`${path}.phrases`}
              label={t('alertRules.field.phrases')}
              hint={t('alertRules.field.phrasesHint')}
              value={words.phrases}
              rows={4}
              onChange={(phrases) => {
                change({ phrases });
              }}
            />
          </Item>
        );
      })}
      <ListProblem text={problem} />
      <AddButton
        text={t('alertRules.addLanguage')}
        onClick={() => {
          changeRules({ personWords: [...personWords, newWords()] });
        }}
      />
    </div>
  );
}
