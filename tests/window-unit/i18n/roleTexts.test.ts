/** What the choice of a role says is what the table of the roles allows. */
import { describe, expect, it } from 'vitest';
import { leastRole, type RoleAction, ROLES } from '#model/roles';
import { de } from '#window/i18n/de/de';
import { en } from '#window/i18n/en/en';

/** Actions, with the word that the choice has for each of them in both languages. */
const WORDS: readonly (readonly [action: RoleAction, en: string, de: string])[] = [
  ['call.read', 'sees', 'sieht'],
  ['call.listen', 'listens', 'hört'],
  ['call.hold', 'acts', 'greift'],
  ['call.takeOver', 'takes over', 'Übernehmen'],
  ['call.transfer', 'transfers', 'Weiterleiten'],
  ['call.end', 'ends', 'Beenden'],
  ['profile.save', 'profiles', 'Profile'],
  ['history.export', 'exports', 'Exportieren'],
  ['history.deleteCall', 'deletes', 'Löschen'],
  ['settings.update', 'settings', 'Einstellungen'],
  ['operator.save', 'operators', 'Benutzer'],
];

describe.each([
  ['en', en.operators.roles, 1],
  ['de', de.operators.roles, 2],
] as const)('the choice of a role, in %s', (_language, texts, at) => {
  it.each(WORDS)('has %s at the lowest role that may do it, and at no other', (...words) => {
    const named = ROLES.filter((role) => texts[role].includes(words[at]));
    expect(named).toEqual([leastRole(words[0], false)]);
  });
});
