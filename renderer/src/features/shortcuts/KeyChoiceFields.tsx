import { formatCount } from '../../format/format';
import { t } from '../../i18n/i18n';
import { chooseUndoTime, UNDO_TIMES_MS, useUndoTime } from '../../state/undoTime';
import { CheckField } from '../../ui/fields/CheckField';
import { SelectField } from '../../ui/fields/SelectField';
import { chooseKeys, KEY_PROFILES, useKeyChoices } from '../commands';

const undoText = (ms: number): string =>
  ms === 0
    ? t('shortcuts.undoTimes.none')
    : t('shortcuts.undoTimes.seconds', { seconds: formatCount(ms / 1000) });

/** What holds for all keys. */
export function KeyChoiceFields() {
  const { profile, characters } = useKeyChoices();
  const { ms } = useUndoTime();
  return (
    <div className="flex flex-col gap-3">
      <SelectField
        label={t('shortcuts.profile')}
        value={profile}
        choices={KEY_PROFILES.map((value) => ({ value, text: t(`shortcuts.profiles.${value}`) }))}
        onChange={(chosen) => {
          chooseKeys({ profile: chosen });
        }}
      />
      <CheckField
        label={t('shortcuts.characters')}
        hint={t('shortcuts.charactersHint')}
        checked={characters}
        onChange={(act) => {
          chooseKeys({ characters: act });
        }}
      />
      <SelectField
        label={t('shortcuts.undoTime')}
        value={String(ms)}
        choices={UNDO_TIMES_MS.map((each) => ({ value: String(each), text: undoText(each) }))}
        onChange={(chosen) => {
          const found = UNDO_TIMES_MS.find((each) => String(each) === chosen);
          if (found !== undefined) {
            chooseUndoTime(found);
          }
        }}
      />
    </div>
  );
}
