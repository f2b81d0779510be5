import type { ActorDesk } from '#main/desk/supervisorDesk';
import type { SaveFile } from '../saveFile';
import { type AppHandlerParts, createAppHandlers } from './handlers/appHandlers';
import { createAuditHandlers } from './handlers/auditHandlers';
import { type CallHandlerParts, createCallHandlers } from './handlers/callHandlers';
import { createHistoryHandlers } from './handlers/historyHandlers';
import { createLogHandlers } from './handlers/logHandlers';
import { createMessageHandlers } from './handlers/messageHandlers';
import { createProfileHandlers } from './handlers/profileHandlers';
import { createSettingsHandlers } from './handlers/settingsHandlers';
import { createWebhookHandlers } from './handlers/webhookHandlers';
import type { RequestHandlers } from './requestHandler';

type RequestHandlerParts = Omit<AppHandlerParts, 'desk'> &
  Omit<CallHandlerParts, 'calls' | 'trials'> & {
    /** The desk in the name of the person at the window. */
    readonly desk: ActorDesk;
    readonly saveFile: SaveFile;
  };

/** The handlers of all requests. */
export function createRequestHandlers(parts: RequestHandlerParts): RequestHandlers {
  const { calls, trials, history, profiles, program } = parts.desk;
  return {
    ...createAppHandlers(parts),
    ...createCallHandlers({ ...parts, calls, trials }),
    ...createSettingsHandlers(program),
    ...createProfileHandlers(profiles),
    ...createLogHandlers(program),
    ...createHistoryHandlers(history, parts.saveFile),
    ...createMessageHandlers(history),
    ...createAuditHandlers(history),
    ...createWebhookHandlers(program),
  };
}
