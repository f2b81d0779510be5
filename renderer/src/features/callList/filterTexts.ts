import { t } from '../../i18n/i18n';
import type { CallFilter, FILTER_CHOICES } from '../../state/callFilters';

/** A condition with a fixed set of choices. */
export type ChoiceName = keyof typeof FILTER_CHOICES;

/** The choices of a condition that ask for something. */
type Asked<Name extends ChoiceName> = Exclude<CallFilter[Name], 'any'>;

const TEXTS: { readonly [Name in ChoiceName]: (value: Asked<Name>) => string } = {
  state: (value) => t(`list.filter.stateIs.${value}`),
  attention: (value) => t(`list.filter.attentionIs.${value}`),
  quiet: (value) => t(`list.filter.quietIs.${value}`),
  operator: (value) => t(`list.filter.operatorIs.${value}`),
};

/** What a choice of a filter asks for, in words. */
export function choiceText<Name extends ChoiceName>(name: Name, value: CallFilter[Name]): string {
  return value === 'any' ? t('list.filter.any') : TEXTS[name](value as Asked<Name>);
}

/** The profiles of the calls that there are, by id. */
export function profilesOf(
  byId: Readonly<Record<string, { readonly profileId: string; readonly profileName: string }>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.values(byId)
      .filter(({ profileName }) => profileName !== '')
      .map(({ profileId, profileName }) => [profileId, profileName]),
  );
}
