/** The rehearsals, with the agents and the settings of the program. */
import { join } from 'node:path';
import { createGeminiCaller } from '#main/agent/gemini/caller/simulatedCaller';
import type { SimulatedCaller } from '#main/agent/simulatedCaller';
import type { VoiceAgentFactory } from '#main/agent/voiceAgent';
import type { CallSettings } from '#main/call/callSettings';
import { Rehearsals } from '#main/call/rehearsal/rehearsals';
import { rehearse, type RehearseOptions } from '#main/call/rehearsal/rehearse';
import { createToolsWith } from '#main/call/tools/createTools';
import type { ProfileStore } from '#main/config/profiles/profileStore';
import { RehearsalFile } from '#main/config/profiles/rehearsalFile';
import { geminiAccess } from '#main/config/settings/geminiAccess';
import { isGeminiConfigured } from '#main/config/settings/settings';
import type { SettingsStore } from '#main/config/settings/settingsStore';
import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import type { RunMode } from '#model/health';
import { phrase } from '#model/phrases/phrase';
import type { Scenario } from '#model/rehearsal';
import { createSettingsFor } from './callSettingsFor';
import { httpAccess } from './httpAccess';

type RehearsalSideOptions = {
  readonly settings: SettingsStore;
  readonly profiles: ProfileStore;
  readonly agents: VoiceAgentFactory;
  readonly mode: RunMode;
  readonly estimateCost: RehearseOptions['estimateCost'];
  readonly dataDir: string;
  readonly log: Log;
};

export function createRehearsals(options: RehearsalSideOptions): Rehearsals {
  const { settings, profiles, agents, mode, estimateCost, dataDir, log } = options;
  const settingsFor = createSettingsFor(settings, profiles);
  // Credentials are those of the start, as for the agents.
  const hasGemini = isGeminiConfigured(settings.current);
  const createTools = createToolsWith({ access: httpAccess(settings), extra: () => [] });
  const parts = { agents, caller: callerFor(options), createTools, estimateCost, log };
  return new Rehearsals({
    file: new RehearsalFile(join(dataDir, 'rehearsals')),
    run: (plan, signal) => {
      const { profileName, knowledge } = plan.settings;
      const facts = () => factsOf(profileName, knowledge.timeZone);
      return rehearse(parts, { ...plan, facts }, signal);
    },
    settingsOf: (profile) =>
      settingsFor({
        dialedNumber: '',
        profileId: profile.id,
        trial: { mark: { kind: 'test' }, profile, past: null },
      })(),
    estimate: (call, scenario) => estimateCost(expectedUsage(call, scenario), call.model),
    refusal: ({ caller }) => {
      if (mode !== 'demo' && !hasGemini) {
        return phrase('gemini.not-configured');
      }
      return caller.kind === 'persona' && !hasGemini ? phrase('rehearsal.no-persona') : null;
    },
  });
}

function callerFor({ settings }: RehearsalSideOptions): SimulatedCaller {
  const { current } = settings;
  return isGeminiConfigured(current)
    ? createGeminiCaller({
        access: () => geminiAccess(current),
        model: () => settings.current.geminiTextModel,
      })
    : {
        nextLine: () =>
          Promise.resolve(fail(cordboardError('config', phrase('rehearsal.no-persona')))),
      };
}

/** The caller withholds their number. */
function factsOf(profileName: string, timeZone: string) {
  return {
    caller: { number: '', name: '' },
    dialedNumber: '',
    direction: 'inbound' as const,
    ...{ profileName, timeZone },
    channel: new Map<string, string>(),
    lookUp: null,
    earlierCalls: [],
    at: Date.now(),
  };
}

/** Characters of a text for one token, about. */
const CHARS_PER_TOKEN = 4;
/** Tokens that a line of the caller and its answer add to the talk: an answer of 8 s, and words. */
const ANSWER_TOKENS = 200;
const LINE_TOKENS = 30;

function expectedUsage({ systemInstruction }: CallSettings, { caller }: Scenario) {
  const answers = (caller.kind === 'scripted' ? caller.lines.length : caller.mostLines) + 1;
  const fixed = systemInstruction.length / CHARS_PER_TOKEN;
  // Each answer is billed with all of the talk before it.
  const talk = (LINE_TOKENS + ANSWER_TOKENS) * ((answers * (answers + 1)) / 2);
  const responseTokens = answers * ANSWER_TOKENS;
  return {
    promptTokens: Math.round(answers * fixed + talk),
    promptAudioTokens: 0,
    responseTokens,
    responseAudioTokens: responseTokens,
    thoughtsTokens: 0,
  };
}
