import { copyFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeJsonFile } from '#main/util/atomicFile';
import { cordboardError } from '#main/util/errors';
import { problemsOf } from '#main/util/issuePhrase';
import { jsonIn } from '#main/util/json';
import { fail, ok, type Result } from '#main/util/result';
import { type AlertRules, type AlertRulesState, DEFAULT_ALERT_RULES } from '#model/alertRules';
import { joined, type Phrase, phrase } from '#model/phrases/phrase';
import { problemsAsOne } from '../profiles/profileSchema';
import type { ProfileRefusal } from '../profiles/profileStore';
import { readText } from '../settings/files';
import { alertRulesSchema } from './alertRulesSchema';

/** Version of the file's format. */
const VERSION = 1;

const fileSchema = z.object({ version: z.literal(VERSION), rules: alertRulesSchema });

/** The rules of what calls for attention, kept in one file. Running calls follow a change. */
export class AlertRulesStore {
  readonly #file: string;
  #state: AlertRulesState;

  private constructor(file: string, state: AlertRulesState) {
    this.#file = file;
    this.#state = state;
  }

  /**
   * Reads the rules. Never fails: in place of an unusable file, which is kept as `<file>.broken`,
   * there are the rules of a new installation.
   * @param file Path of alert-rules.json; it need not exist.
   */
  static async load(file: string): Promise<AlertRulesStore> {
    const text = await readText(file);
    if (text.ok && text.value.trim() === '') {
      return new AlertRulesStore(file, { rules: DEFAULT_ALERT_RULES, problem: null });
    }
    const parsed = text.ok ? fileSchema.safeParse(jsonIn(text.value)) : null;
    if (parsed?.success === true) {
      return new AlertRulesStore(file, { rules: parsed.data.rules, problem: null });
    }
    const why = text.ok ? phrase('alert-rules.unreadable', { file }) : text.error.phrase;
    const problem = await setAside(file, why);
    return new AlertRulesStore(file, { rules: DEFAULT_ALERT_RULES, problem });
  }

  /** Replaced, never changed. */
  get state(): AlertRulesState {
    return this.#state;
  }

  /** Fails with `invalid-input` (with the problems of each field) or `config` (not writable). */
  async save(input: unknown): Promise<Result<AlertRules, ProfileRefusal>> {
    const parsed = parseAlertRules(input);
    if (!parsed.ok) {
      return parsed;
    }
    const rules = parsed.value;
    const written = await writeJsonFile(this.#file, { version: VERSION, rules });
    if (!written.ok) {
      return fail({ ...written.error, problems: [] });
    }
    this.#state = { rules, problem: null };
    return ok(rules);
  }
}

/** Rules that were sent from somewhere. Fails with `invalid-input`. */
export function parseAlertRules(input: unknown): Result<AlertRules, ProfileRefusal> {
  const parsed = alertRulesSchema.safeParse(input);
  if (parsed.success) {
    return ok(parsed.data);
  }
  const problems = problemsOf(parsed.error.issues);
  return fail({ ...cordboardError('invalid-input', problemsAsOne(problems)), problems });
}

async function setAside(file: string, why: Phrase): Promise<Phrase> {
  const aside = `${file}.broken`;
  const kept = await copyFile(file, aside).then(
    () => [phrase('profiles.kept-aside', { aside })],
    () => [],
  );
  return joined('sentences', [why, phrase('alert-rules.usual'), ...kept]);
}
