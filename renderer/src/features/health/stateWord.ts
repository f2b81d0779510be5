import type { ComponentHealth, RunMode } from '#model/health';
import { t } from '../../i18n/i18n';

/**
 * Word for a component's state. In demo mode a component that is `off` or `ready` is simulated, and
 * says so.
 */
export function stateWord(health: ComponentHealth, mode: RunMode): string {
  if (mode === 'demo' && (health.state === 'off' || health.state === 'ready')) {
    return t('status.state.simulated');
  }
  return t(`status.state.${health.state}`);
}
