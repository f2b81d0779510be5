import { COMPONENT_NAMES, type ComponentName, type Health } from '#model/health';

/** A part in trouble, and how bad it is. */
export type Trouble = {
  readonly name: ComponentName;
  readonly state: 'missing' | 'connecting' | 'strained' | 'reconnecting' | 'taken' | 'failed';
};

/** A first attempt to connect counts as trouble only once it has a message. */
export function troublesOf(health: Health): readonly Trouble[] {
  return COMPONENT_NAMES.flatMap((name) => {
    const { state, phrase } = health[name];
    if (state === 'ready' || state === 'off' || (state === 'connecting' && phrase === null)) {
      return [];
    }
    return [{ name, state }];
  });
}
