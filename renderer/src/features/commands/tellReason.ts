import { tell } from '../../ui/toasts/toast';
import type { Scene } from './command';
import { type CommandId, reasonNow } from './commands';

/** Says why a command was not carried out that was chosen where its reason does not stand. */
export function tellReason(id: CommandId, scene: Scene, at = 0): void {
  const reason = reasonNow(id, scene, at);
  // By the time of another language, there may be no reason any more.
  tell(() => reasonNow(id, scene, at) || reason, 'key');
}
