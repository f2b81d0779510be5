import type { ActorDesk } from '#main/desk/supervisorDesk';
import type { PickFolder } from '../pickFolder';
import type { SaveFile } from '../saveFile';
import { createAlertHandlers } from './handlers/alertHandlers';
import { type AppHandlerParts, createAppHandlers } from './handlers/appHandlers';
import { createAuditHandlers } from './handlers/auditHandlers';
import { type CallHandlerParts, createCallHandlers } from './handlers/callHandlers';
import { createExportHandlers } from './handlers/exportHandlers';
import { createHistoryHandlers } from './handlers/historyHandlers';
import { createLogHandlers } from './handlers/logHandlers';
import { createMessageHandlers } from './handlers/messageHandlers';
import { createOperatorHandlers, type OperatorHandlerParts } from './handlers/operatorHandlers';
import { createProfileHandlers } from './handlers/profileHandlers';
import { createRehearsalHandlers } from './handlers/rehearsalHandlers';
import { createReplayHandlers } from './handlers/replayHandlers';
import { createSearchHandlers } from './handlers/searchHandlers';
import { createSettingsHandlers } from './handlers/settingsHandlers';
import { createStatisticsHandlers } from './handlers/statisticsHandlers';
import { createVoiceHandlers } from './handlers/voiceHandlers';
import { createWebhookHandlers } from './handlers/webhookHandlers';
import { createWindowHandlers, type WindowHandlerParts } from './handlers/windowHandlers';
import type { RequestHandlers } from './requestHandler';

type RequestHandlerParts = Omit<AppHandlerParts, 'desk'> &
  Omit<CallHandlerParts, 'calls'> &
  Omit<OperatorHandlerParts, 'operators'> &
  WindowHandlerParts & {
    /** The desk in the name of the person at the window. */
    readonly desk: ActorDesk;
    readonly saveFile: SaveFile;
    readonly pickFolder: PickFolder;
  };

/** The handlers of all requests. */
export function createRequestHandlers(parts: RequestHandlerParts): RequestHandlers {
  const { calls, history, exports, searches, statistics, audit } = parts.desk;
  const { profiles, voices, alerts, trials, rehearsals, program, operators } = parts.desk;
  return {
    ...createAppHandlers(parts),
    ...createCallHandlers({ ...parts, calls }),
    ...createSettingsHandlers(program, parts.saveFile),
    ...createProfileHandlers(profiles),
    ...createReplayHandlers(trials),
    ...createRehearsalHandlers(rehearsals),
    ...createVoiceHandlers(voices),
    ...createAlertHandlers(alerts),
    ...createLogHandlers(program),
    ...createHistoryHandlers(history, parts.saveFile, parts.language),
    ...createExportHandlers({ ...parts, history, exports }),
    ...createSearchHandlers(searches),
    ...createMessageHandlers(history),
    ...createStatisticsHandlers(statistics, parts.saveFile, parts.language),
    ...createAuditHandlers(audit, parts.saveFile, parts.language),
    ...createWebhookHandlers(program),
    ...createOperatorHandlers({ ...parts, operators }),
    ...createWindowHandlers(parts),
  };
}
