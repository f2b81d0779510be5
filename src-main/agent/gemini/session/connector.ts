import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { VoiceName } from '#model/voices';
import type { HistoryTurn, VoiceAgentOptions } from '../../voiceAgent';
import { freshInstruction, sessionInstruction } from '../setup/instruction';
import { type ModelTraits, traitsOf } from '../setup/modelTraits';
import { liveConnectConfig } from '../setup/setupMessage';
import { tellTurns } from '../textInput';
import { checkEndpoint, checkLiveModel } from '../wire/access';
import type { ConnectionFailure } from '../wire/closePolicy';
import { type GeminiConnection, openGeminiConnection } from '../wire/connection';
import { loadGeminiSdk } from '../wire/sdk';
import type { Briefing } from './briefing';
import { type OpenedSession, openSession } from './opener';
import {
  type GeminiAgentSettings,
  type GeminiTimes,
  type OpeningPurpose,
  retryPolicy,
} from './options';
import type { GatePlace, SessionGate } from './sessionGate';

/** What may change from one session of a call to the next. */
export type SessionSetup = { readonly voice: VoiceName; readonly model: string };

export type WantedSession = SessionSetup & {
  /** Handle to resume by; null for a fresh session. */
  readonly handle: string | null;
  readonly firstDelayMs: number;
  readonly purpose: OpeningPurpose;
  /** See `placeNow`; null: it waits for its turn among the calls. */
  readonly place: GatePlace | null;
  readonly signal: AbortSignal;
};

type ConnectTry = SessionSetup & {
  readonly handle: string | null;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

type ConnectorParts = {
  readonly settings: GeminiAgentSettings;
  readonly options: VoiceAgentOptions;
  readonly times: GeminiTimes;
  readonly briefing: Briefing;
  /** That of all calls. */
  readonly gate: SessionGate;
  readonly log: Log;
};

/**
 * Opens sessions for one call. It knows what a session is set up with (settings, instruction,
 * tools, history; read anew at each try) and makes one try; the opener (`openSession`) decides how
 * often to try, and whether with the handle.
 */
export class GeminiConnector {
  readonly #parts: ConnectorParts;

  constructor(parts: ConnectorParts) {
    this.#parts = parts;
  }

  /** Opens a session, with the tries that the purpose allows. */
  open(wanted: WantedSession): Promise<Result<OpenedSession<GeminiConnection>>> {
    const { times, gate, options, log } = this.#parts;
    const { handle, voice, model, firstDelayMs, purpose, place, signal } = wanted;
    return openSession<GeminiConnection>({
      handle,
      firstDelayMs,
      policy: retryPolicy(times, purpose),
      signal,
      gate,
      place,
      urgency: () => options.urgency?.() ?? 'other',
      connect: (tryHandle, timeoutMs) =>
        this.#connect({ handle: tryHandle, voice, model, timeoutMs, signal }),
      onFailedTry: (error) => {
        log.warn({ error }, 'Gemini session could not be opened');
      },
    });
  }

  /**
   * A place for a session that would take the place of a healthy one. Null while others wait, or
   * the service has no quota left: better keep the healthy one then.
   */
  placeNow(): GatePlace | null {
    return this.#parts.gate.placeNow();
  }

  /** As `placeNow`, but waits. Null when the signal aborted, or after `limitMs`. */
  waitForPlace(limitMs: number, signal: AbortSignal): Promise<GatePlace | null> {
    return this.#parts.gate.enter({ urgency: () => 'other', signal, limitMs });
  }

  /** A session in use was lost. */
  noteLoss(failure: ConnectionFailure): void {
    this.#parts.gate.noteLoss(failure);
  }

  /**
   * Makes one try. Fails with `setting`, before anything is sent, when a setting is wrong. Never
   * throws: an unforeseen exception becomes an `internal` error.
   */
  async #connect(attempt: ConnectTry): Promise<Result<GeminiConnection, ConnectionFailure>> {
    try {
      return await this.#connectOnce(attempt);
    } catch (thrown) {
      const error = cordboardError('internal', phrase('gemini.setup-defect'), { cause: thrown });
      return fail({ kind: 'setting', error });
    }
  }

  async #connectOnce(attempt: ConnectTry): Promise<Result<GeminiConnection, ConnectionFailure>> {
    const { settings, options, times } = this.#parts;
    const model = checkLiveModel(attempt.model);
    if (!model.ok) {
      return fail({ kind: 'setting', error: model.error });
    }
    const endpoint = checkEndpoint(settings.access());
    if (!endpoint.ok) {
      return fail({ kind: 'setting', error: endpoint.error });
    }
    const {
      activityDetection = {},
      compressionTriggerTokens,
      turnCoverage,
    } = settings.session?.() ?? {};
    const { endpointing, allowInterruption, tools, googleSearch, language } = options;
    const traits = traitsOf(model.value);
    return openGeminiConnection({
      endpoint: endpoint.value,
      model: model.value,
      config: liveConnectConfig(await loadGeminiSdk(), {
        voice: attempt.voice,
        handle: attempt.handle,
        systemInstruction: this.#instruction(attempt.handle, traits),
        hearing: {
          endpointing,
          allowInterruption,
          activityDetection,
          ...(turnCoverage === undefined ? {} : { turnCoverage }),
        },
        tools: { declarations: tools, googleSearch },
        traits,
        language,
        compressionTriggerTokens: compressionTriggerTokens ?? null,
      }),
      timeoutMs: attempt.timeoutMs,
      stallMs: times.stallMs,
      signal: attempt.signal,
    });
  }

  /** A fresh session in a running call must not begin like the first one. */
  #instruction(handle: string | null, traits: ModelTraits): string {
    const { briefing, options } = this.#parts;
    const parts = { base: briefing.useInstruction(), language: options.language };
    if (handle !== null) {
      return sessionInstruction(parts);
    }
    const history = spokenTurns(options);
    const running = history.length > 0;
    return traits.textTurns === 'never'
      ? freshInstruction({ ...parts, running, history, notes: briefing.all })
      : freshInstruction({ ...parts, running, history: [], notes: [] });
  }
}

/** Gives a fresh session the talk so far and the agent's notes, without asking for an answer. */
export function seedSession(
  connection: GeminiConnection,
  options: VoiceAgentOptions,
  traits: ModelTraits,
  notes: readonly string[],
): void {
  const told = notes.map((text) => ({ role: 'user', text }) as const);
  tellTurns(connection, traits, [...spokenTurns(options), ...told]);
}

/** The turns with text from number `from` on. */
export function spokenTurns(options: VoiceAgentOptions, from = 0): readonly HistoryTurn[] {
  return options.history(from).filter((turn) => turn.text !== '');
}
