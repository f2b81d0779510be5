import { create } from 'zustand';
import type { AlertTrial, GradedSignal } from '#model/alertRules';
import type { WarningKind } from '#model/noticeKinds';
import type { Phrase, PlacedProblem } from '#model/phrases/phrase';
import { request } from '../../bridge/bridge';
import { LONG_LIMIT_MS, timedRequest } from '../../bridge/timedRequest';
import { draftOf, formOf, type RulesForm, type SignalForm, type TroubleForm } from './rulesForm';

/** What is typed is checked after this pause, ms. */
const CHECK_AFTER_MS = 300;

/** The rules in the form. `base`: as they are saved; changes are differences from it. */
export type Editing = { readonly base: RulesForm; readonly form: RulesForm };

type RulesLoad =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: Phrase }
  /** `problem`: why the saved rules could not be used; empty when they could. */
  | ({ readonly state: 'ready'; readonly problem: Phrase | null } & Editing);

type RulesSave =
  | { readonly state: 'idle' | 'saving' | 'saved' }
  | { readonly state: 'failed'; readonly message: Phrase };

type RulesTrial =
  | { readonly state: 'none' | 'trying' }
  | { readonly state: 'failed'; readonly message: Phrase }
  | { readonly state: 'tried'; readonly trial: AlertTrial };

export type RulesState = {
  readonly load: RulesLoad;
  /** What is wrong with the form, field by field. */
  readonly problems: readonly PlacedProblem[];
  readonly save: RulesSave;
  readonly trial: RulesTrial;
};

export const INITIAL_RULES: RulesState = {
  load: { state: 'loading' },
  problems: [],
  save: { state: 'idle' },
  trial: { state: 'none' },
};

/**
 * The rules for alerts while they are edited. It outlives the dialog: a call of a trial can be
 * looked at in the history, and half-written changes are still there afterwards.
 */
export const useRulesStore = create<RulesState>()(() => INITIAL_RULES);

const { getState: get, setState: set } = useRulesStore;

/** Whether the form has changes that are not saved. */
export function isDirty({ load }: Pick<RulesState, 'load'>): boolean {
  return load.state === 'ready' && JSON.stringify(load.form) !== JSON.stringify(load.base);
}

/** Reads the saved rules, unless there are changes to them that were not saved. */
export async function readRules(): Promise<void> {
  if (isDirty(get())) {
    return;
  }
  set(INITIAL_RULES);
  const answer = await request('alertRules:read', null);
  if (!answer.ok) {
    set({ load: { state: 'failed', message: answer.error.phrase } });
    return;
  }
  const { rules, problem } = answer.value;
  const form = formOf(rules);
  set({ load: { state: 'ready', problem, base: form, form } });
}

let checking: ReturnType<typeof setTimeout> | undefined;

/** Changes the form, and has it checked once the typing rests. */
export function changeRules(patch: Partial<RulesForm>): void {
  const { load } = get();
  if (load.state !== 'ready') {
    return;
  }
  set({ load: { ...load, form: { ...load.form, ...patch } }, save: { state: 'idle' } });
  clearTimeout(checking);
  checking = setTimeout(() => void checkRules(), CHECK_AFTER_MS);
}

export function changeSignal(signal: GradedSignal, patch: Partial<SignalForm>): void {
  const { load } = get();
  if (load.state === 'ready') {
    const { signals } = load.form;
    changeRules({ signals: { ...signals, [signal]: { ...signals[signal], ...patch } } });
  }
}

export function changeTrouble(kind: WarningKind, patch: Partial<TroubleForm>): void {
  const { load } = get();
  if (load.state === 'ready') {
    const { trouble } = load.form;
    changeRules({ trouble: { ...trouble, [kind]: { ...trouble[kind], ...patch } } });
  }
}

async function checkRules(): Promise<void> {
  const { load } = get();
  if (load.state !== 'ready') {
    return;
  }
  const { form } = load;
  const answer = await request('alertRules:check', { rules: draftOf(form) });
  const { load: now } = get();
  // Typed on meanwhile: the next check tells.
  if (answer.ok && now.state === 'ready' && now.form === form) {
    set({ problems: answer.value });
  }
}

/** Takes all changes back. */
export function discardRules(): void {
  const { load } = get();
  if (load.state === 'ready') {
    clearTimeout(checking);
    set({ load: { ...load, form: load.base }, problems: [], save: { state: 'idle' } });
  }
}

/** Puts the rules of the form in force, if nothing is wrong with them. */
export async function saveRules(): Promise<void> {
  const { load, save } = get();
  if (load.state !== 'ready' || save.state === 'saving') {
    return;
  }
  set({ save: { state: 'saving' } });
  const answer = await request('alertRules:save', { rules: draftOf(load.form) });
  if (!answer.ok) {
    set({ save: { state: 'failed', message: answer.error.phrase } });
    return;
  }
  if (answer.value.state === 'invalid') {
    set({ save: { state: 'idle' }, problems: answer.value.problems });
    return;
  }
  const form = formOf(answer.value.rules);
  set({
    load: { state: 'ready', problem: null, base: form, form },
    problems: [],
    save: { state: 'saved' },
  });
}

/** Tries the rules of the form, saved or not, on the calls of the last days. */
export async function tryRules(days: number): Promise<void> {
  const { load, trial } = get();
  if (load.state !== 'ready' || trial.state === 'trying') {
    return;
  }
  set({ trial: { state: 'trying' } });
  const rules = draftOf(load.form);
  const answer = await timedRequest('alertRules:try', { rules, days }, LONG_LIMIT_MS);
  if (!answer.ok) {
    set({ trial: { state: 'failed', message: answer.error.phrase } });
  } else if (answer.value.state === 'invalid') {
    set({ trial: { state: 'none' }, problems: answer.value.problems });
  } else {
    set({ trial: { state: 'tried', trial: answer.value.trial } });
  }
}
