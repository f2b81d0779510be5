import type { VoiceAgent } from '#main/agent/voiceAgent';
import type { Log } from '#main/observability/log';
import { phrase } from '#model/phrases/phrase';
import type { VoiceName } from '#model/voices';
import type { CallWishes } from '../../life/wishes';
import type { LiveCall } from '../../liveCall';
import type { Floor } from '../floor';
import type { TalkRecord } from '../record/talkRecord';
import { AgentChange, type AgentChangeHandlers } from './agentChange';

type TalkChangeOptions = {
  readonly floor: Floor;
  readonly record: TalkRecord;
  readonly liveCall: LiveCall;
  readonly agent: () => VoiceAgent;
  readonly log: Log;
};

/**
 * The changes of voice and model of one talk: when they may happen, and what call, transcript and
 * log show of them.
 */
export class TalkChanges {
  readonly #liveCall: LiveCall;
  readonly #voice: AgentChange<VoiceName>;
  readonly #model: AgentChange<string>;
  /** Who asked last for another voice, and for another model. */
  #voiceBy: string | undefined;
  #modelBy: string | undefined;

  constructor(options: TalkChangeOptions) {
    this.#liveCall = options.liveCall;
    const voice = voiceChange(options, () => this.#voiceBy);
    const model = modelChange(options, () => this.#modelBy);
    this.#voice = new AgentChange(this.#oneAtATime(voice, () => this.#model));
    this.#model = new AgentChange(this.#oneAtATime(model, () => this.#voice));
  }

  /** Asks for another voice; the change happens at the next quiet moment. */
  changeVoice(voice: VoiceName, by?: string): void {
    const { voice: current, pendingVoice } = this.#liveCall.call;
    if ((pendingVoice ?? current) !== voice) {
      this.#voiceBy = by;
      this.#voice.request(voice);
    }
  }

  /** As changeVoice, with another model. */
  changeModel(model: string, by?: string): void {
    const { model: current, pendingModel } = this.#liveCall.call;
    if ((pendingModel ?? current) !== model) {
      this.#modelBy = by;
      this.#model.request(model);
    }
  }

  /** To be called whenever the talk may have become quiet, or the agent may have connected. */
  momentMayHaveCome(): void {
    this.#voice.momentMayHaveCome();
    this.#model.momentMayHaveCome();
  }

  /** A session can be switched once at a time: the other change has its moment afterwards. */
  #oneAtATime<T>(
    change: AgentChangeHandlers<T>,
    other: () => Pick<AgentChange<unknown>, 'isSwitching'>,
  ): AgentChangeHandlers<T> {
    const momentMayHaveCome = (): void => {
      this.momentMayHaveCome();
    };
    return {
      ...change,
      isConnected: () => change.isConnected() && !other().isSwitching,
      isQuiet: () => change.isQuiet() && !other().isSwitching,
      onChanged: (wanted, outcome) => {
        change.onChanged(wanted, outcome);
        queueMicrotask(momentMayHaveCome);
      },
      onFailed: (wanted, error) => {
        change.onFailed(wanted, error);
        queueMicrotask(momentMayHaveCome);
      },
    };
  }

  /** Forgets what waits. Idempotent. */
  close(): void {
    this.#voice.close();
    this.#model.close();
  }
}

/** What both kinds of change have in common. */
function momentOf({
  floor,
  liveCall,
}: TalkChangeOptions): Pick<
  AgentChangeHandlers<string>,
  'isConnected' | 'isQuiet' | 'toolRuns' | 'silence'
> {
  return {
    isConnected: () => liveCall.call.agentLink === 'ready',
    isQuiet: () => floor.turns.quiet,
    toolRuns: () => floor.turns.facts.toolsPending !== 'none',
    silence: () => {
      floor.breakAgentOff('part');
    },
  };
}

function wishAgain(liveCall: LiveCall, wishes: Partial<CallWishes>): void {
  liveCall.input({ type: 'wishes', wishes, atMs: performance.now() });
}

function voiceChange(
  options: TalkChangeOptions,
  by: () => string | undefined,
): AgentChangeHandlers<VoiceName> {
  const { record, liveCall, agent, log } = options;
  return {
    ...momentOf(options),
    current: () => liveCall.call.voice,
    switchTo: (voice) => agent().changeVoice(voice),
    onPending: (pendingVoice) => {
      liveCall.update({ pendingVoice });
    },
    onChanged: (voice, outcome) => {
      record.metrics.voiceChanged();
      liveCall.update({ voice });
      liveCall.clearNotice('voice-change');
      record.note(phrase('note.voice-changed', { voice }), by());
      log.info({ voice, outcome }, 'voice changed');
    },
    onFailed: (voice, error) => {
      wishAgain(liveCall, { voice: liveCall.call.voice });
      const said = phrase('voice.not-changed', { voice, why: error.phrase });
      liveCall.notice('voice-change', 'warn', said);
      log.warn({ voice, error }, 'voice change failed');
    },
  };
}

function modelChange(
  options: TalkChangeOptions,
  by: () => string | undefined,
): AgentChangeHandlers<string> {
  const { record, liveCall, agent, log } = options;
  return {
    ...momentOf(options),
    current: () => liveCall.call.model,
    switchTo: (model) => agent().changeModel(model),
    onPending: (pendingModel) => {
      liveCall.update({ pendingModel });
    },
    onChanged: (model, outcome) => {
      liveCall.update({ model });
      liveCall.clearNotice('model-change');
      record.note(phrase('note.model-changed', { model }), by());
      log.info({ model, outcome }, 'model changed');
    },
    onFailed: (model, error) => {
      wishAgain(liveCall, { model: liveCall.call.model });
      const said = phrase('model.not-changed', { model, why: error.phrase });
      liveCall.notice('model-change', 'warn', said);
      log.warn({ model, error }, 'model change failed');
    },
  };
}
