import type { SettingView } from '#model/settings';
import { isLocked, savedOf } from '../settings';

/**
 * Whether the demo is asked for although something is set up: not at all, by a saved setting, or
 * where the window cannot change it.
 */
export type DemoAsked = 'not' | 'saved' | 'elsewhere';

export function demoAsked(settings: readonly SettingView[]): DemoAsked {
  const setting = settings.find(({ name }) => name === 'DEMO_MODE');
  if (setting === undefined || savedOf(setting).value !== 'true') {
    return 'not';
  }
  return isLocked(setting) ? 'elsewhere' : 'saved';
}
