import { create } from 'zustand';
import type { RequestResult } from '#contract/requests';
import type { LookUpOutcome } from '#model/lookUp';
import type { SampleCaller } from '#model/lookUpTrial';
import { joined, type Phrase, phrase, type PlacedProblem } from '#model/phrases/phrase';
import type { Profile } from '#model/profile';
import type { ToolOutcome } from '#model/toolTrial';
import { cordboardBridge } from '../../bridge/bridge';
import { timedRequest } from '../../bridge/timedRequest';
import { t } from '../../i18n/i18n';
import { recordIn } from '../form';
import { copyOf, draftOf, formOf, idOf, newForm, type ProfileForm } from './profileForm';

/** Where the list of profiles stands. */
type ProfilesLoad =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: Phrase }
  | { readonly state: 'ready' };

/**
 * State of a save or a removal. `invalid`: fields must be corrected. `failed`: it was not possible
 * for now.
 */
export type ProfileSave =
  | { readonly state: 'idle' }
  | { readonly state: 'saving' }
  | { readonly state: 'saved' }
  | { readonly state: 'invalid'; readonly problems: readonly PlacedProblem[] }
  | { readonly state: 'failed'; readonly message: Phrase };

/** The profile in the form. `base`: the form as it was opened; changes are differences from it. */
type Editing = {
  /** Id of the profile that is edited; null while it is a new one. */
  readonly of: string | null;
  readonly base: ProfileForm;
  readonly form: ProfileForm;
};

/** A question that waits for the supervisor's answer. */
type Question =
  | { readonly name: 'none' }
  /** Changes would be lost by opening something else. */
  | { readonly name: 'discard'; readonly then: () => void }
  | { readonly name: 'remove'; readonly id: string };

export type ProfilesState = {
  readonly load: ProfilesLoad;
  readonly profiles: readonly Profile[];
  /** What was wrong with the file of profiles when the program started. */
  readonly problem: Phrase | null;
  readonly editing: Editing | null;
  readonly save: ProfileSave;
  readonly question: Question;
};

/** Longer than the longest time limit of a tool, ms. */
const TOOL_LIMIT_MS = 40_000;

const NO_QUESTION: Question = { name: 'none' };

/** State of the profiles screen when the window opens. */
export const INITIAL_PROFILES: ProfilesState = {
  load: { state: 'loading' },
  profiles: [],
  problem: null,
  editing: null,
  save: { state: 'idle' },
  question: NO_QUESTION,
};

/**
 * State of the profiles screen. It outlives the screen: half-written changes are still there when
 * the supervisor comes back.
 */
export const useProfilesStore = create<ProfilesState>()(() => INITIAL_PROFILES);

const { getState: get, setState: set } = useProfilesStore;

/** Whether the form has changes that are not saved. */
export function isDirty({ editing }: Pick<ProfilesState, 'editing'>): boolean {
  return editing !== null && JSON.stringify(editing.form) !== JSON.stringify(editing.base);
}

/** Reads the list anew; opens the first profile when none is open. */
export async function readProfiles(): Promise<void> {
  const answer = await timedRequest('profiles:list', null);
  if (!answer.ok) {
    set({ load: { state: 'failed', message: answer.error.phrase } });
    return;
  }
  const { profiles, problem } = answer.value;
  set({ load: { state: 'ready' }, profiles, problem });
  const { editing } = get();
  if (editing === null) {
    openFirst();
  } else if (!isDirty(get())) {
    refresh(editing.of);
  }
}

/**
 * Reads the list anew after every change of a profile, whoever made it. The returned function
 * stops.
 */
export function followProfiles(): () => void {
  const stop = cordboardBridge()?.onProfilesChanged(() => void readProfiles());
  return () => stop?.();
}

/** Opens a profile. Asks first when changes would be lost. */
export function openProfile(id: string): void {
  if (get().editing?.of === id) {
    return;
  }
  afterAsking(() => {
    const profile = get().profiles.find((each) => each.id === id);
    if (profile !== undefined) {
      edit(id, formOf(profile));
    }
  });
}

/** Begins a new profile. Asks first when changes would be lost. */
export function createProfile(): void {
  afterAsking(() => {
    edit(null, newForm());
  });
}

/** Begins a copy of the open profile, with the changes that are not saved. */
export function duplicateProfile(): void {
  const { editing } = get();
  if (editing !== null) {
    const { form } = editing;
    edit(null, newForm(), copyOf(form, t('profiles.copyName', { name: form.name })));
  }
}

export function changeForm(patch: Partial<ProfileForm>): void {
  const { editing, save } = get();
  if (editing === null) {
    return;
  }
  const { form, of } = editing;
  // The id of a new profile follows its name, until it is written by hand.
  const follows = of === null && patch.name !== undefined && form.id === idOf(form.name);
  const id = follows ? { id: idOf(patch.name ?? '') } : {};
  set({
    editing: { ...editing, form: { ...form, ...id, ...patch } },
    // The problems stay at their fields until it is saved again.
    ...(save.state === 'invalid' ? {} : { save: { state: 'idle' } as const }),
  });
}

export function discardChanges(): void {
  const { editing } = get();
  if (editing === null || editing.of === null) {
    openFirst();
  } else {
    edit(editing.of, editing.base);
  }
}

export async function saveProfile(): Promise<void> {
  const { editing, save, profiles } = get();
  if (editing === null || save.state === 'saving') {
    return;
  }
  const { form, of } = editing;
  if (of === null && profiles.some(({ id }) => id === form.id.trim())) {
    const problems = [{ path: 'id', phrase: phrase('text', { text: t('profiles.idTaken') }) }];
    set({ save: { state: 'invalid', problems } });
    return;
  }
  set({ save: { state: 'saving' } });
  const answer = await timedRequest('profiles:save', { profile: draftOf(form) });
  if (!answer.ok) {
    set({ save: { state: 'failed', message: answer.error.phrase } });
  } else if (answer.value.state === 'invalid') {
    set({ save: { state: 'invalid', problems: answer.value.problems } });
  } else {
    const { profile } = answer.value;
    edit(profile.id, formOf(profile));
    await readProfiles();
    set({ save: { state: 'saved' } });
  }
}

/**
 * Goes back to a version of a profile, and opens it as it is then. Answers with why that was
 * refused, or with null.
 */
export async function restoreVersion(id: string, number: number): Promise<Phrase | null> {
  const answer = await timedRequest('profiles:restore', { id, number });
  if (!answer.ok) {
    return answer.error.phrase;
  }
  if (answer.value.state === 'invalid') {
    const said = joined(
      'sentences',
      answer.value.problems.map((problem) => problem.phrase),
    );
    return phrase('window.version-does-not-fit', { why: said ?? phrase('text', { text: '' }) });
  }
  edit(id, formOf(answer.value.profile));
  await readProfiles();
  return null;
}

/** Answer to a trial: what came of it, or what is wrong in the form. */
type Tried<Outcome> =
  | { readonly state: 'tried'; readonly outcome: Outcome }
  | { readonly state: 'invalid'; readonly problems: readonly PlacedProblem[] };

/** A trial of something that the form has. */
export type TrialState<Outcome> =
  | { readonly state: 'none' }
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly outcome: Outcome }
  | { readonly state: 'failed'; readonly message: Phrase };

/** Makes the look-up as the form has it. Mistakes in it are shown at their fields. */
export async function tryLookUp(caller: SampleCaller): Promise<TrialState<LookUpOutcome>> {
  const { editing } = get();
  if (editing === null) {
    return { state: 'none' };
  }
  const profile = draftOf(editing.form);
  return trialOf(await timedRequest('profiles:tryLookUp', { profile, caller }));
}

/** Makes the request of an HTTP tool as the form has it. Mistakes are shown at their fields. */
export async function tryTool(
  index: number,
  argsText: string,
  callerNumber: string,
): Promise<TrialState<ToolOutcome>> {
  const { editing } = get();
  const args = recordIn(argsText);
  if (editing === null || args === null) {
    return { state: 'failed', message: phrase('window.no-arguments') };
  }
  const profile = draftOf(editing.form);
  const caller = { callerNumber, callerName: '', dialedNumber: '' };
  const trial = { profile, index, args, caller };
  return trialOf(await timedRequest('profiles:tryTool', trial, TOOL_LIMIT_MS));
}

/** What came of a trial. Mistakes in the form are shown at their fields. */
function trialOf<Outcome>(answer: RequestResult<Tried<Outcome>>): TrialState<Outcome> {
  if (!answer.ok) {
    return { state: 'failed', message: answer.error.phrase };
  }
  const tried = answer.value;
  if (tried.state === 'tried') {
    return { state: 'done', outcome: tried.outcome };
  }
  set({ save: { state: 'invalid', problems: tried.problems } });
  return { state: 'failed', message: phrase('window.mend-first') };
}

/** Asks whether the open profile shall be removed. */
export function askToRemove(id: string): void {
  set({ question: { name: 'remove', id } });
}

/** Removes a profile, and opens the default one. */
export async function removeProfile(id: string): Promise<void> {
  set({ question: NO_QUESTION, save: { state: 'saving' } });
  const answer = await timedRequest('profiles:remove', { id });
  if (!answer.ok) {
    set({ save: { state: 'failed', message: answer.error.phrase } });
    return;
  }
  set({ editing: null, save: { state: 'idle' } });
  await readProfiles();
}

/** Answers a question with no. */
export function dismissQuestion(): void {
  set({ question: NO_QUESTION });
}

function edit(of: string | null, base: ProfileForm, form = base): void {
  set({ editing: { of, base, form }, save: { state: 'idle' }, question: NO_QUESTION });
}

/** Shows what somebody else may have saved meanwhile. */
function refresh(id: string | null): void {
  const profile = get().profiles.find((each) => each.id === id);
  if (profile !== undefined) {
    const form = formOf(profile);
    set({ editing: { of: profile.id, base: form, form } });
  } else if (id !== null) {
    openFirst();
  }
}

function openFirst(): void {
  const [first] = get().profiles;
  if (first !== undefined) {
    edit(first.id, formOf(first));
  }
}

function afterAsking(action: () => void): void {
  if (isDirty(get())) {
    set({ question: { name: 'discard', then: action } });
  } else {
    action();
  }
}
