import { useState } from 'react';
import type { Scenario } from '#model/rehearsal';
import { t } from '../../i18n/i18n';
import { formOfScenario, newScenario, type ScenarioForm } from './scenarioForm';

/** The scenario in the form. `base`: as it was opened or saved; changes are differences from it. */
type Editing = { readonly base: ScenarioForm; readonly form: ScenarioForm };

/** A question that waits for an answer. */
type Question =
  | { readonly name: 'none' }
  /** Changes would be lost by `then`. */
  | { readonly name: 'discard'; readonly then: () => void }
  | { readonly name: 'remove'; readonly scenario: string; readonly then: () => void };

export type ScenarioEditing = ReturnType<typeof useScenarioEditing>;

const NO_QUESTION: Question = { name: 'none' };

function begin(form: ScenarioForm): Editing {
  return { base: form, form };
}

function firstOf([first]: readonly Scenario[]): Editing | null {
  return first === undefined ? null : begin(formOfScenario(first));
}

/**
 * The form of a scenario, and the questions before something in it is lost. It belongs to the whole
 * dialog: closing that must ask, too, and what was typed must outlive a list that cannot be read.
 */
export function useScenarioEditing(scenarios: readonly Scenario[]) {
  const [opened, setOpened] = useState<Editing | null | 'first'>('first');
  const [question, setQuestion] = useState(NO_QUESTION);
  const editing = opened === 'first' ? firstOf(scenarios) : opened;
  const isDirty = editing !== null && JSON.stringify(editing.form) !== JSON.stringify(editing.base);

  const answered = (action: () => void) => (): void => {
    setQuestion(NO_QUESTION);
    action();
  };
  const afterAsking = (action: () => void): void => {
    if (isDirty) {
      setQuestion({ name: 'discard', then: answered(action) });
    } else {
      action();
    }
  };
  const open = (scenario: Scenario): void => {
    if (scenario.id !== editing?.form.id) {
      afterAsking(() => {
        setOpened(begin(formOfScenario(scenario)));
      });
    }
  };
  const add = (): void => {
    afterAsking(() => {
      setOpened(begin(newScenario(crypto.randomUUID(), t('rehearsal.newScenario'))));
    });
  };
  const change = (patch: Partial<ScenarioForm>): void => {
    if (editing !== null) {
      setOpened({ ...editing, form: { ...editing.form, ...patch } });
    }
  };
  /** What was saved is what later changes differ from. */
  const saved = (base: ScenarioForm): void => {
    setOpened((now) => (now !== 'first' && now?.form.id === base.id ? { ...now, base } : now));
  };
  const removed = (id: string): void => {
    setOpened((now) => (now === 'first' || now?.form.id === id ? null : now));
  };
  const askToRemove = (action: () => void): void => {
    setQuestion({ name: 'remove', scenario: editing?.base.name ?? '', then: answered(action) });
  };
  const dismiss = (): void => {
    setQuestion(NO_QUESTION);
  };
  return {
    ...{ form: editing?.form ?? null, isDirty, question },
    ...{ afterAsking, open, add, change, saved, removed, askToRemove, dismiss },
  };
}
