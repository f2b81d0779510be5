/** Keeps the scenarios of each profile and the results of its rehearsals, in a file of its own. */
import { join } from 'node:path';
import { z } from 'zod';
import { faultOfPhrase } from '#main/rules/spokenPhrases';
import { writeJsonFile } from '#main/util/atomicFile';
import { issueMessage, saying } from '#main/util/issuePhrase';
import { jsonIn } from '#main/util/json';
import { ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import {
  MAX_CALLER_LINES,
  MAX_LINE_CHARS,
  MAX_MARKS,
  MAX_RESULTS,
  MAX_SCENARIOS,
  type PassMark,
  REHEARSAL_OUTCOMES,
  type RehearsalResult,
  type Scenario,
  type ScenarioCaller,
} from '#model/rehearsal';
import { readText } from '../settings/files';
import { trimmed } from './profileTexts';

const FORMAT = 1;

const MAX_WHO_CHARS = 4_000;
const MAX_SAMPLE_CHARS = 10_000;
const MAX_ANSWER_MS = 60_000;

const name = trimmed(1, 80);
const toolName = trimmed(1, 64);

function atMost(max: number) {
  const error = saying(phrase('profile.number', { min: 1, max }));
  return z.int(error).min(1, error).max(max, error);
}

const spoken = trimmed(1, 100).refine(
  (text) => faultOfPhrase(text) === null,
  issueMessage(phrase('profile.rule-no-words')),
);

const mark = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['said', 'not-said']), phrase: spoken }),
  z.strictObject({ kind: z.enum(['called', 'not-called']), tool: toolName }),
  z.strictObject({ kind: z.literal('turns'), most: atMost(MAX_CALLER_LINES) }),
  z.strictObject({ kind: z.literal('answer-ms'), most: atMost(MAX_ANSWER_MS) }),
]) satisfies z.ZodType<PassMark>;

const caller = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('scripted'),
    lines: z.array(trimmed(1, MAX_LINE_CHARS)).min(1).max(MAX_CALLER_LINES).readonly(),
  }),
  z.strictObject({
    kind: z.literal('persona'),
    who: trimmed(1, MAX_WHO_CHARS),
    mostLines: atMost(MAX_CALLER_LINES),
  }),
]) satisfies z.ZodType<ScenarioCaller>;

const scenario = z.strictObject({
  id: z.string().min(1).max(64),
  name,
  caller,
  tools: z.enum(['samples', 'real']),
  samples: z.record(z.string().max(64), z.string().max(MAX_SAMPLE_CHARS)),
  marks: z.array(mark).max(MAX_MARKS).readonly(),
}) satisfies z.ZodType<Scenario>;

export const scenarioList = z
  .array(scenario)
  .max(MAX_SCENARIOS)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length)
  .readonly();

/**
 * Results come from this program alone: only their frame is checked. Those of an older version say
 * only whether they passed, which they did without a mark, too.
 */
const result = z
  .looseObject({
    ...{ scenarioId: z.string(), at: z.number(), marks: z.array(z.unknown()) },
    passed: z.boolean().optional(),
    outcome: z.enum(REHEARSAL_OUTCOMES).optional(),
  })
  .transform(({ passed, outcome, ...rest }) => {
    const met = rest.marks.length === 0 ? 'unmarked' : 'passed';
    const kept = { ...rest, outcome: outcome ?? (passed === true ? met : 'not-passed') };
    return kept as unknown as RehearsalResult;
  });

const fileSchema = z.object({
  version: z.literal(FORMAT),
  scenarios: scenarioList.catch([]),
  results: z.array(result).catch([]),
});

/** What is kept of a profile. */
export type KeptRehearsals = {
  readonly scenarios: readonly Scenario[];
  /** The newest first. */
  readonly results: readonly RehearsalResult[];
};

const NOTHING: KeptRehearsals = { scenarios: [], results: [] };

export class RehearsalFile {
  readonly #folder: string;
  #writing: Promise<unknown> = Promise.resolve();

  /** @param folder It need not exist. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(profileId: string): Promise<KeptRehearsals> {
    const kept = await this.#read(profileId);
    return kept.ok ? kept.value : NOTHING;
  }

  /** Replaces the scenarios. Fails with `config`. */
  putScenarios(profileId: string, scenarios: readonly Scenario[]): Promise<Result<void>> {
    return this.#change(profileId, (kept) => ({ ...kept, scenarios }));
  }

  /** Adds a result; the oldest ones go, but for the last of a scenario. Fails with `config`. */
  addResult(profileId: string, added: RehearsalResult): Promise<Result<void>> {
    return this.#change(profileId, ({ scenarios, results }) => ({
      scenarios,
      results: worthKeeping([added, ...results], scenarios),
    }));
  }

  /** One change after the other, so that none is written without the one before. */
  #change(
    profileId: string,
    change: (kept: KeptRehearsals) => KeptRehearsals,
  ): Promise<Result<void>> {
    const changed = this.#writing.then(async () => {
      const kept = await this.#read(profileId);
      return kept.ok
        ? await writeJsonFile(this.#fileOf(profileId), { version: FORMAT, ...change(kept.value) })
        : kept;
    });
    this.#writing = changed.catch(() => undefined);
    return changed;
  }

  async #read(profileId: string): Promise<Result<KeptRehearsals>> {
    const text = await readText(this.#fileOf(profileId));
    if (!text.ok) {
      return text;
    }
    const parsed = fileSchema.safeParse(jsonIn(text.value));
    return ok(parsed.success ? parsed.data : NOTHING);
  }

  #fileOf(profileId: string): string {
    return join(this.#folder, `${profileId}.json`);
  }
}

/** The newest results, and the last one of each scenario that there still is. */
function worthKeeping(
  results: readonly RehearsalResult[],
  scenarios: readonly Scenario[],
): readonly RehearsalResult[] {
  const last = new Set(
    scenarios.map(({ id }) => results.find(({ scenarioId }) => scenarioId === id)),
  );
  return results.filter((each, index) => index < MAX_RESULTS || last.has(each));
}
