import type { VoiceName } from '../model/voices';
import type { Log } from '../observability/log';
import { cordboardError } from '../util/errors';
import type { Result } from '../util/result';
import { fail } from '../util/result';
import type { ConnectionFailure } from './closePolicy';
import type { GeminiConnection } from './geminiConnection';
import { openGeminiConnection } from './geminiConnection';
import type { GeminiAgentSettings, GeminiTimes } from './geminiOptions';
import { retryPolicy } from './geminiOptions';
import { loadGeminiSdk } from './geminiSdk';
import { checkEndpoint, checkLiveModel, takesClientContent } from './geminiSettings';
import { instructionWithHistory, liveConnectConfig } from './geminiSetup';
import type { OpenedSession } from './sessionOpener';
import { openSession } from './sessionOpener';
import type { VoiceAgentOptions } from './voiceAgent';

/** The session that is wanted. */
export type WantedSession = {
  /** Handle to resume by; null for a fresh session. */
  readonly handle: string | null;
  readonly voice: VoiceName;
  readonly firstDelayMs: number;
  readonly budgetMs: number;
  readonly signal: AbortSignal;
};

type ConnectTry = {
  readonly handle: string | null;
  readonly voice: VoiceName;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** Opens a session with all the tries that the policy allows; the settings are read at each of them. */
export function openGeminiSession(
  settings: GeminiAgentSettings,
  options: VoiceAgentOptions,
  times: GeminiTimes,
  log: Log,
  wanted: WantedSession,
): Promise<Result<OpenedSession<GeminiConnection>>> {
  const { handle, voice, firstDelayMs, budgetMs, signal } = wanted;
  return openSession<GeminiConnection>({
    handle,
    firstDelayMs,
    policy: retryPolicy(times, budgetMs),
    signal,
    connect: (tryHandle, timeoutMs) =>
      connectGemini(settings, options, times, { handle: tryHandle, voice, timeoutMs, signal }),
    onFailedTry: (error) => {
      log.warn({ error }, 'Gemini session could not be opened');
    },
  });
}

/**
 * Connects once, with the settings as they are now. Fails with `setting` before anything is sent when one of them is wrong. Never
 * throws: what nobody foresaw is a failure of kind `internal`.
 */
async function connectGemini(
  settings: GeminiAgentSettings,
  options: VoiceAgentOptions,
  times: GeminiTimes,
  attempt: ConnectTry,
): Promise<Result<GeminiConnection, ConnectionFailure>> {
  try {
    return await connectOnce(settings, options, times, attempt);
  } catch (thrown) {
    const message = 'The Gemini session could not be prepared. This is a defect of Cordboard.';
    const error = cordboardError('internal', message, { cause: thrown });
    return fail({ kind: 'setting', error });
  }
}

async function connectOnce(
  settings: GeminiAgentSettings,
  options: VoiceAgentOptions,
  times: GeminiTimes,
  attempt: ConnectTry,
): Promise<Result<GeminiConnection, ConnectionFailure>> {
  const model = checkLiveModel(settings.model);
  if (!model.ok) {
    return fail({ kind: 'setting', error: model.error });
  }
  const endpoint = checkEndpoint(settings.apiKey(), settings.baseUrl);
  if (!endpoint.ok) {
    return fail({ kind: 'setting', error: endpoint.error });
  }
  const { handle, voice, timeoutMs, signal } = attempt;
  const systemInstruction =
    handle === null && !takesClientContent(model.value)
      ? instructionWithHistory(options.systemInstruction, options.history())
      : options.systemInstruction;
  return openGeminiConnection({
    endpoint: endpoint.value,
    model: model.value,
    config: liveConnectConfig(await loadGeminiSdk(), {
      voice,
      handle,
      systemInstruction,
      allowInterruption: options.allowInterruption,
      activityDetection: settings.activityDetection ?? {},
    }),
    timeoutMs,
    stallMs: times.stallMs,
    signal,
  });
}

/** Tells a fresh session the talk so far, without asking for an answer. */
export function seedSession(
  connection: GeminiConnection,
  model: string,
  options: VoiceAgentOptions,
): void {
  const turns = options
    .history()
    .filter((turn) => turn.text !== '')
    .map((turn) => ({ role: turn.role, parts: [{ text: turn.text }] }));
  if (turns.length > 0 && takesClientContent(model)) {
    connection.sendTurns(turns, false);
  }
}

/** Says a text to the agent that it answers at once. */
export function speakText(connection: GeminiConnection, model: string, text: string): void {
  if (takesClientContent(model)) {
    connection.sendTurns([{ role: 'user', parts: [{ text }] }], true);
  } else {
    connection.sendRealtimeText(text);
  }
}
