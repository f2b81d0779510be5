/**
 * The desk of whoever works at the window: each of its functions acts in the name of the operator
 * of that moment, and refuses what their role does not allow. A new function does not compile
 * before `GUARDS` says what it needs.
 */
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { ConsoleEventBatch } from '#model/events';
import { type Phrase, phrase } from '#model/phrases/phrase';
import { type RoleAction, roleRefusal } from '#model/roles';
import type { Actor } from './actor';
import type { ActorDesk } from './actorDesk';
import type { Deeds } from './deeds';
import {
  maskedBatch,
  maskedCall,
  maskedEarlier,
  maskedEvents,
  maskedHistory,
  maskedInbox,
  maskedRecord,
  maskedSnapshot,
  maskedTurns,
  type Masking,
} from './masking';
import type { Station } from './station';

/** The desk at the window, and the changes that may be shown there. */
export type StationDesk = {
  readonly desk: ActorDesk;
  /** As SupervisorDesk.follow, without what the operator may not see. */
  readonly follow: Follow;
};

type Follow = (listener: (batch: ConsoleEventBatch) => void) => () => void;

export type StationDeskParts = {
  readonly desk: { as(actor: Actor): ActorDesk; readonly follow: Follow };
  readonly station: Pick<Station, 'state' | 'actor' | 'view'>;
  /** VIEWERS_SEE_NUMBERS. */
  readonly viewersSeeNumbers: () => boolean;
  readonly deeds: Pick<Deeds, 'note'>;
};

/**
 * What a function needs. `free`: nothing, nor that somebody is signed in. `open`: nothing but that.
 * Only what can fail can be refused.
 */
type Guard<Method> = Method extends (...args: infer Args) => Promise<Result<unknown>>
  ? 'free' | 'open' | RoleAction | ((...args: Args) => RoleAction)
  : 'free';

type Guards = {
  readonly [Part in keyof ActorDesk]: {
    readonly [Name in keyof ActorDesk[Part]]: Guard<ActorDesk[Part][Name]>;
  };
};

const GUARDS: Guards = {
  calls: {
    list: 'free',
    read: 'call.read',
    ahead: 'free',
    brief: 'call.read',
    instruction: 'call.read',
    snapshot: 'free',
    followLevels: 'free',
    timeline: 'call.read',
    command: (_callId, { kind }) => `call.${kind}`,
    place: 'call.place',
    openHeadset: 'call.listen',
    scanTo: 'calls.scan',
    endScan: 'free',
    takeOverApplication: 'application.takeOver',
  },
  history: {
    health: 'free',
    search: 'history.search',
    hits: 'history.search',
    find: 'history.search',
    earlierCalls: 'history.search',
    facets: 'history.search',
    read: 'history.read',
    addNote: 'history.addNote',
    setTags: 'history.setTags',
    redoSummary: 'history.redoSummary',
    messages: 'messages.read',
    markMessage: 'message.mark',
    spellings: 'history.deleteCaller',
    deleteCaller: 'history.deleteCaller',
    deleteCall: 'history.deleteCall',
    exportName: 'history.export',
    exportCall: 'history.export',
    peaks: 'history.read',
    exportList: 'history.export',
    openRecording: 'recording.read',
  },
  exports: { recording: 'history.export', folder: 'history.export' },
  searches: {
    list: 'history.search',
    save: 'history.saveSearch',
    remove: 'history.removeSearch',
  },
  statistics: { read: 'open', export: 'statistics.export' },
  audit: {
    list: 'audit.read',
    facets: 'audit.read',
    verify: 'audit.read',
    export: 'audit.export',
  },
  profiles: {
    list: 'free',
    find: 'free',
    save: 'profile.save',
    remove: 'profile.remove',
    versions: 'free',
    restore: 'profile.restore',
    tryLookUp: 'profile.tryLookUp',
    tryTool: 'profile.tryTool',
    onChanged: 'free',
  },
  voices: { sample: 'voice.sample', estimateUsd: 'free' },
  alerts: { rules: 'free', check: 'free', save: 'alertRules.save', try: 'alertRules.try' },
  program: {
    settings: 'free',
    updateSettings: 'settings.update',
    // Also while locked: who cannot read the window must be able to.
    chooseLanguage: 'free',
    checkSettings: 'free',
    testSettings: 'settings.test',
    readImport: 'free',
    exportSettings: 'settings.export',
    askRestart: 'program.restart',
    endWithCalls: (goal) => `program.${goal}`,
    readLog: 'free',
    packDiagnostics: 'diagnostics.pack',
    webhookReceivers: 'free',
    sendWebhooks: 'webhooks.send',
  },
  trials: {
    test: 'call.test',
    estimateReplay: 'call.replay',
    replay: 'call.replay',
  },
  rehearsals: {
    read: 'open',
    saveScenarios: 'profile.saveScenarios',
    run: 'profile.rehearse',
    stop: 'profile.rehearse',
  },
  operators: { list: 'free', save: 'operator.save', remove: 'operator.remove' },
};

export function createStationDesk(parts: StationDeskParts): StationDesk {
  const { desk, station } = parts;
  const masking = (): Masking => {
    const { state } = station;
    if (state.state === 'locked') {
      return 'all';
    }
    return state.operator.role === 'viewer' && !parts.viewersSeeNumbers() ? 'numbers' : 'none';
  };
  const { calls, history, ...rest } = guarded(parts);
  return {
    desk: { ...masked({ calls, history }, masking), ...rest },
    follow: (listener) =>
      desk.follow((batch: ConsoleEventBatch) => {
        listener(maskedBatch(batch, masking()));
      }),
  };
}

type AnyMethod = (...args: readonly unknown[]) => unknown;
type AnyGuard = string | ((...args: readonly unknown[]) => RoleAction);

function guarded(parts: StationDeskParts): ActorDesk {
  const desk = Object.entries<Readonly<Record<string, AnyGuard>>>(GUARDS as never).map(
    ([part, guards]) => [part, guardedPart(parts, part as keyof ActorDesk, guards)] as const,
  );
  // Guards has the parts and functions of ActorDesk; the compiler does not follow the loops.
  return Object.fromEntries(desk) as unknown as ActorDesk;
}

function guardedPart(
  parts: StationDeskParts,
  part: keyof ActorDesk,
  guards: Readonly<Record<string, AnyGuard>>,
): Readonly<Record<string, AnyMethod>> {
  const methods = Object.entries(guards).map(([name, guard]) => {
    const method: AnyMethod = (...args) => {
      const refusal = guard === 'free' ? null : refusalOf(parts, guard, args);
      if (refusal !== null) {
        return Promise.resolve(fail(cordboardError('refused', refusal)));
      }
      const own = parts.desk.as(parts.station.actor)[part] as unknown as Record<string, AnyMethod>;
      return own[name]?.(...args);
    };
    return [name, method] as const;
  });
  return Object.fromEntries(methods);
}

/** Why the person at the window may not do this now; the audit notes a role that is too low. */
function refusalOf(
  { station, deeds }: StationDeskParts,
  guard: AnyGuard,
  args: readonly unknown[],
): Phrase | null {
  const { state } = station;
  if (state.state === 'locked') {
    return phrase('operator.locked');
  }
  if (guard === 'open') {
    return null;
  }
  const action = typeof guard === 'string' ? (guard as RoleAction) : guard(...args);
  const said = roleRefusal(action, state.operator.role, station.view.viewersMayListen);
  if (said !== null) {
    const [first] = args;
    const isOfCall = typeof first === 'string' && /^(call|history|recording)\./.test(action);
    const callId = isOfCall && action !== 'history.deleteCaller' ? first : null;
    const result = fail(cordboardError('refused', said));
    deeds.note(station.actor, { action: 'operator.refused', callId, params: { action } }, result);
  }
  return said;
}

/** The same functions, hiding what the person may not see. */
function masked(
  { calls, history }: Pick<ActorDesk, 'calls' | 'history'>,
  masking: () => Masking,
): Pick<ActorDesk, 'calls' | 'history'> {
  const shown = <T>(result: Result<T>, hide: (value: T) => T): Result<T> =>
    result.ok && masking() !== 'none' ? ok(hide(result.value)) : result;
  return {
    calls: {
      ...calls,
      list: async () => (await calls.list()).map((call) => maskedCall(call, masking())),
      read: async (callId) =>
        shown(await calls.read(callId), ({ call, transcript }) => ({
          call: maskedCall(call, masking()),
          transcript: maskedTurns(transcript, masking()),
        })),
      snapshot: async () => maskedSnapshot(await calls.snapshot(), masking()),
      timeline: async (callId, from) =>
        shown(await calls.timeline(callId, from), (line) => ({
          ...line,
          events: maskedEvents(line.events),
        })),
    },
    history: {
      ...history,
      search: async (query) => shown(await history.search(query), maskedHistory),
      read: async (callId) => shown(await history.read(callId), maskedRecord),
      earlierCalls: async (question) => shown(await history.earlierCalls(question), maskedEarlier),
      messages: async (query) => shown(await history.messages(query), maskedInbox),
    },
  };
}
