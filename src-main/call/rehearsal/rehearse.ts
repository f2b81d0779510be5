/** Runs one rehearsal: a simulated caller talks with the agent of a profile. */
import { randomUUID } from 'node:crypto';
import type { SimulatedCaller } from '#main/agent/simulatedCaller';
import type { VoiceAgent, VoiceAgentFactory } from '#main/agent/voiceAgent';
import type { Log } from '#main/observability/log';
import { fillFacts } from '#main/rules/callFacts';
import { ok, type Result } from '#main/util/result';
import type { CallFacts } from '#model/callFacts';
import type { TokenUsage } from '#model/metrics';
import type { RehearsalEnd, RehearsalLine, Scenario } from '#model/rehearsal';
import type { CallSettings } from '../callSettings';
import { instructionFor } from '../talk/aboutCall';
import { discloseFirst, openWith } from '../talk/prompts';
import type { CreateTools } from '../tools/toolRunner';
import { RehearsalTalk } from './rehearsalTalk';
import { RehearsalTools } from './rehearsalTools';

export type RehearseOptions = {
  readonly agents: VoiceAgentFactory;
  readonly caller: SimulatedCaller;
  readonly createTools: CreateTools;
  readonly estimateCost: (usage: TokenUsage, model: string) => number;
  readonly log: Log;
};

export type RehearsalPlan = {
  readonly settings: CallSettings;
  readonly scenario: Scenario;
  readonly facts: () => CallFacts;
  /** More was said or called. */
  readonly onLines: (lines: readonly RehearsalLine[]) => void;
};

export type Rehearsed = {
  readonly lines: readonly RehearsalLine[];
  readonly end: RehearsalEnd;
  readonly costUsd: number;
};

/** Never rejects; the signal stops it. */
export async function rehearse(
  options: RehearseOptions,
  plan: RehearsalPlan,
  signal: AbortSignal,
): Promise<Rehearsed> {
  const { settings, scenario, facts } = plan;
  const { agents, createTools, log, estimateCost } = options;
  const callId = `rehearsal-${randomUUID()}`;
  const over = new AbortController();
  let costUsd = 0;
  const tools: RehearsalTools = new RehearsalTools({
    ...{ createTools, settings, scenario, facts, callId, log },
    agent: () => agent,
    onOver: () => {
      over.abort();
    },
    onAnswered: () => {
      talk.toolAnswered();
    },
  });
  const agent: VoiceAgent = agents.create(agentOptions(plan, tools, callId, () => talk.lines));
  const talk: RehearsalTalk = new RehearsalTalk(agent, tools, (usage) => {
    costUsd += estimateCost(usage, settings.model);
  });
  const ended = AbortSignal.any([signal, over.signal]);
  const onEnded = (): void => {
    talk.stop();
  };
  ended.addEventListener('abort', onEnded);
  const spoken = signal.aborted ? ok(undefined) : await speak(options, plan, talk, ended);
  ended.removeEventListener('abort', onEnded);
  tools.close();
  agent.close();
  return { lines: talk.lines, end: endOf(spoken, signal, over.signal), costUsd };
}

function agentOptions(
  { settings, facts }: RehearsalPlan,
  tools: RehearsalTools,
  callId: string,
  lines: () => readonly RehearsalLine[],
) {
  const { voice, model, language, tools: allowed, systemInstruction } = settings;
  const disclosure = fillFacts(settings.disclosure, facts());
  const turns = () =>
    lines().flatMap((line) =>
      line.of === 'tool'
        ? []
        : [
            {
              role: line.of === 'caller' ? ('user' as const) : ('model' as const),
              text: line.text,
            },
          ],
    );
  return {
    ...{ voice, model, language, callId },
    systemInstruction: discloseFirst(systemInstruction, disclosure),
    withFacts: (instruction: string) => instructionFor(instruction, facts()),
    tools: tools.declarations,
    googleSearch: allowed.googleSearch,
    endpointing: 'service' as const,
    // The caller has no voice that could interrupt.
    allowInterruption: false,
    history: (from = 0) => turns().slice(from),
    nextTurn: () => turns().length,
  };
}

/** Opens the call, then says line after line until there is none, or the call is over. */
async function speak(
  { caller }: RehearseOptions,
  { settings, scenario, facts, onLines }: RehearsalPlan,
  talk: RehearsalTalk,
  ended: AbortSignal,
): Promise<Result<void>> {
  const started = await talk.start();
  if (!started.ok) {
    return started;
  }
  const opening = openWith(
    fillFacts(settings.greeting, facts()),
    fillFacts(settings.disclosure, facts()),
  );
  let said = opening === '' ? ok(undefined) : await talk.open(opening);
  const next = linesOf(scenario, caller);
  while (said.ok && !ended.aborted) {
    onLines(talk.lines);
    const line = await next(talk.lines, ended);
    if (!line.ok || line.value === null) {
      return line.ok ? ok(undefined) : line;
    }
    said = await talk.say(line.value);
  }
  return said;
}

type NextLine = (
  lines: readonly RehearsalLine[],
  signal: AbortSignal,
) => Promise<Result<string | null>>;

/** The caller's lines, one after the other; null when they hang up. */
function linesOf({ caller: who }: Scenario, caller: SimulatedCaller): NextLine {
  let said = 0;
  return (lines, signal) => {
    said += 1;
    if (who.kind === 'scripted') {
      return Promise.resolve(ok(who.lines[said - 1] ?? null));
    }
    return said > who.mostLines
      ? Promise.resolve(ok(null))
      : caller.nextLine({ who: who.who, talk: talkOf(lines) }, signal);
  };
}

/** The talk as the caller knows it: without the tools. */
function talkOf(lines: readonly RehearsalLine[]): string {
  return lines
    .flatMap((line) =>
      line.of === 'tool' ? [] : [`${line.of === 'caller' ? 'You' : 'Agent'}: ${line.text}`],
    )
    .join('\n');
}

function endOf(spoken: Result<void>, stopped: AbortSignal, over: AbortSignal): RehearsalEnd {
  if (over.aborted) {
    return { how: 'agent' };
  }
  if (stopped.aborted) {
    return { how: 'stopped' };
  }
  return spoken.ok ? { how: 'lines-over' } : { how: 'failed', phrase: spoken.error.phrase };
}
