import { isVoiceName } from '#model/voices';
import { type SetupMessage, textOfContent } from './clientMessages';
import type { Conversation, Conversations } from './conversations';
import type { SetupRecord } from './sessionRecords';
import type { CloseSpec, StandInKnobs } from './standInKnobs';

/** What the service answers to arguments it does not take. */
export const INVALID_ARGUMENT = 'Request contains an invalid argument.';

/** The talk a connection belongs to, or why there is none. */
export type Admission =
  | { readonly ok: true; readonly conversation: Conversation }
  | { readonly ok: false; readonly close: CloseSpec; readonly violation?: string };

/** Reads a setup; null when its voice does not exist. */
export function readSetup(message: SetupMessage): SetupRecord | null {
  const voice =
    message.generationConfig.speechConfig?.voiceConfig.prebuiltVoiceConfig.voiceName ?? 'Puck';
  return isVoiceName(voice)
    ? {
        model: message.model.replace(/^.*models\//, ''),
        voice,
        handle: message.sessionResumption?.handle ?? null,
        systemInstruction:
          message.systemInstruction === undefined ? '' : textOfContent(message.systemInstruction),
        message,
      }
    : null;
}

/** Decides whether a session may begin, and in which talk. */
export function admit(
  setup: SetupRecord,
  knobs: StandInKnobs,
  conversations: Conversations,
): Admission {
  if (!knobs.models.includes(setup.model)) {
    const reason = `models/${setup.model} is not found for API version v1beta, or is not supported for bidiGenerateContent.`;
    return { ok: false, close: { code: 1008, reason } };
  }
  const refusal = knobs.refuseSetup?.(setup) ?? null;
  if (refusal !== null) {
    return { ok: false, close: refusal };
  }
  if (setup.handle === null) {
    return { ok: true, conversation: conversations.begin(setup.voice) };
  }
  const conversation = knobs.resume === 'expired' ? null : conversations.resume(setup.handle);
  if (conversation === null) {
    return { ok: false, close: { code: 1007, reason: INVALID_ARGUMENT } };
  }
  return conversation.openConnections === 0
    ? { ok: true, conversation }
    : {
        ok: false,
        close: { code: 1011, reason: 'Internal error encountered.' },
        violation: 'resumed while the old connection was open',
      };
}
