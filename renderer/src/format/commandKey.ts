import { t } from '../i18n/i18n';

const ON_MAC = navigator.userAgent.includes('Mac');

/** The command key of this machine, as it is written on the keyboard. */
export function commandKey(): string {
  return ON_MAC ? '⌘' : t('commands.key.control');
}
