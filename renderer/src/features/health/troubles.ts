import type { ComponentName, Health } from '#model/health';

/** A part that needs to be read about: what is shown, and how grave it is. */
export type Trouble = {
  readonly name: ComponentName;
  readonly state: 'missing' | 'connecting' | 'reconnecting' | 'taken' | 'failed';
};

const PARTS: readonly ComponentName[] = ['asterisk', 'gemini', 'mediaServer', 'api', 'vad'];

/** A first attempt to connect is told only when it has a reason to tell. */
export function troublesOf(health: Health): readonly Trouble[] {
  return PARTS.flatMap((name) => {
    const { state, phrase } = health[name];
    if (state === 'ready' || state === 'off' || (state === 'connecting' && phrase === null)) {
      return [];
    }
    return [{ name, state }];
  });
}
