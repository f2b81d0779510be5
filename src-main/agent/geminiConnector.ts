import type { VoiceName } from '../model/voices';
import type { Result } from '../util/result';
import { fail } from '../util/result';
import type { ConnectionFailure } from './closePolicy';
import type { GeminiConnection } from './geminiConnection';
import { openGeminiConnection } from './geminiConnection';
import type { GeminiAgentSettings, GeminiTimes } from './geminiOptions';
import { loadGeminiSdk } from './geminiSdk';
import { checkEndpoint, checkLiveModel, takesClientContent } from './geminiSettings';
import { instructionWithHistory, liveConnectConfig } from './geminiSetup';
import type { VoiceAgentOptions } from './voiceAgent';

/** One try to connect. */
export type ConnectTry = {
  readonly handle: string | null;
  readonly voice: VoiceName;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** Connects once, with the settings as they are now. Fails with `setting` before anything is sent when one of them is wrong. */
export async function connectGemini(
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
