import { useEffect } from 'react';
import { COMPONENT_NAMES, type ComponentName, type Health } from '#model/health';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { tell } from '../../ui/toasts/toast';

/**
 * Whether a part works, but only just. That comes and goes with the calls, and a banner would move
 * the screens each time: the status bar has it, and a word is said when it begins.
 */
export function isStrain(health: Health, name: ComponentName): boolean {
  const { state, phrase } = health[name];
  return state === 'strained' && phrase?.code !== 'capacity.restart-waits';
}

const strainedIn = (health: Health | null): readonly ComponentName[] =>
  health === null ? [] : COMPONENT_NAMES.filter((name) => isStrain(health, name));

export const strainTitle = (name: ComponentName): string =>
  t('banner.strained', { part: t(`status.part.${name}`) });

function tellOf(name: ComponentName): void {
  const said = useCallsStore.getState().health?.[name].phrase ?? null;
  tell(() => {
    const title = strainTitle(name);
    return said === null ? title : `${title}. ${inWords(said)}`;
  }, `strain-${name}`);
}

/** Says which parts have come to their limit. */
export function useStrainTold(): void {
  useEffect(() => {
    strainedIn(useCallsStore.getState().health).forEach(tellOf);
    return useCallsStore.subscribe(({ health }, before) => {
      if (health !== before.health) {
        const were = strainedIn(before.health);
        strainedIn(health)
          .filter((name) => !were.includes(name))
          .forEach(tellOf);
      }
    });
  }, []);
}
