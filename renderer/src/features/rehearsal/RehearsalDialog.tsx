import { Play, Square, Trash2 } from 'lucide-react';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { TriedProfile } from '#model/profile';
import type { Rehearsals, Scenario } from '#model/rehearsal';
import { formatDollars } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { closeDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { DialogFoot } from '../../ui/dialogs/DialogFoot';
import { Modal } from '../../ui/dialogs/Modal';
import { ErrorText } from '../../ui/messages/ErrorText';
import { Placeholder } from '../../ui/messages/Placeholder';
import { useAttempt } from '../../ui/messages/useAttempt';
import { ResultView, Talk } from './ResultView';
import { ScenarioFields } from './ScenarioFields';
import { type ScenarioForm, scenarioOf } from './scenarioForm';
import { ScenarioList } from './ScenarioList';
import { ScenarioQuestions } from './ScenarioQuestions';
import { runAll, saveScenarios, stopRehearsal, useRehearsals } from './useRehearsals';
import { type ScenarioEditing, useScenarioEditing } from './useScenarioEditing';

const NO_SCENARIOS: readonly Scenario[] = [];

type DialogProps = {
  readonly profileId: string;
  /** The profile as it is saved, or as its form has it. */
  readonly tried: TriedProfile;
};

/**
 * Simulated callers of a profile: their scenarios, and how the rehearsals went. It is not closed
 * over changes that are not saved without a question.
 */
export function RehearsalDialog({ profileId, tried }: DialogProps) {
  const [load, reread] = useRehearsals(profileId);
  const editing = useScenarioEditing(
    load.state === 'ready' ? load.rehearsals.scenarios : NO_SCENARIOS,
  );
  const close = (): void => {
    editing.afterAsking(closeDialog);
  };
  return (
    <Modal
      title={t('rehearsal.title')}
      description={t('rehearsal.about')}
      width={1000}
      height={680}
      onClose={close}
    >
      {load.state === 'loading' && (
        <Placeholder role="status" className="flex-1 px-5 py-4">
          {t('rehearsal.loading')}
        </Placeholder>
      )}
      {load.state === 'failed' && (
        <Placeholder role="alert" className="flex-1 px-5 py-4">
          {inWords(load.message)}
        </Placeholder>
      )}
      {load.state === 'ready' && (
        <Workbench {...{ profileId, tried, editing, reread }} rehearsals={load.rehearsals} />
      )}
      <DialogFoot>
        <Button onClick={close}>{t('rehearsal.close')}</Button>
      </DialogFoot>
      <ScenarioQuestions question={editing.question} dismiss={editing.dismiss} />
    </Modal>
  );
}

type WorkbenchProps = DialogProps & {
  readonly editing: ScenarioEditing;
  readonly rehearsals: Rehearsals;
  readonly reread: () => Promise<void>;
};

function Workbench({ profileId, tried, editing, rehearsals, reread }: WorkbenchProps) {
  const { running } = rehearsals;
  const { form } = editing;
  const [work, attempt] = useAttempt();
  const pending = work.state === 'pending';
  const isOurs = running?.profileId === profileId;
  const elsewhere = running !== null && !isOurs ? t('rehearsal.elsewhere') : '';
  const andReread = async (todo: () => Promise<Phrase | null>): Promise<void> => {
    await attempt(todo);
    await reread();
  };
  return (
    <div className="version-panes">
      <ScenarioList
        {...{ rehearsals, editing, pending }}
        reason={isOurs ? t('rehearsal.running') : elsewhere}
        onRunAll={() => void andReread(() => runAll(tried, rehearsals.scenarios))}
      />
      <div className="flex min-h-0 min-w-0 flex-col gap-4 overflow-y-auto" tabIndex={-1}>
        {form === null ? (
          <Placeholder role="status" className="py-1">
            {t('rehearsal.none')}
          </Placeholder>
        ) : (
          <>
            <ScenarioFields form={form} onChange={editing.change} />
            <Actions
              {...{ profileId, tried, editing, rehearsals, form, pending, isOurs, elsewhere }}
              attempt={andReread}
            />
          </>
        )}
        {work.state === 'failed' && <ErrorText>{inWords(work.message)}</ErrorText>}
        {elsewhere !== '' && <p role="status">{elsewhere}</p>}
        {running !== null && isOurs && (
          <section aria-label={t('rehearsal.running')}>
            <p role="status">{t('rehearsal.running')}</p>
            <Talk lines={running.lines} />
          </section>
        )}
        {rehearsals.results.map((result, index) => (
          <ResultView key={result.at} result={result} open={index === 0} />
        ))}
      </div>
    </div>
  );
}

type ActionsProps = Omit<WorkbenchProps, 'reread'> & {
  readonly form: ScenarioForm;
  readonly pending: boolean;
  /** The rehearsal that goes on is one of this profile. */
  readonly isOurs: boolean;
  /** That one of another profile goes on; empty when none does. */
  readonly elsewhere: string;
  readonly attempt: (work: () => Promise<Phrase | null>) => Promise<void>;
};

/** The scenarios with this one in its place, or behind them where it is new. */
function withScenario(scenarios: readonly Scenario[], scenario: Scenario): readonly Scenario[] {
  return scenarios.some(({ id }) => id === scenario.id)
    ? scenarios.map((each) => (each.id === scenario.id ? scenario : each))
    : [...scenarios, scenario];
}

function StopButton() {
  const reason = useRoleReason('profile.rehearse');
  const [attempt, run] = useAttempt();
  return (
    <>
      <Button icon={Square} reason={reason} onClick={() => void run(stopRehearsal)}>
        {t('rehearsal.stop')}
      </Button>
      {attempt.state === 'failed' && <ErrorText>{inWords(attempt.message)}</ErrorText>}
    </>
  );
}

/** Save, run and remove the scenario of the form, with what a run would cost. */
function Actions(props: ActionsProps) {
  const { profileId, tried, editing, rehearsals, form, pending, attempt } = props;
  const { scenarios, estimates } = rehearsals;
  const scenario = scenarioOf(form);
  const saveReason = useRoleReason('profile.saveScenarios');
  const runReason = useRoleReason('profile.rehearse');
  const others = scenarios.filter(({ id }) => id !== form.id);
  const missing = scenario === null ? inWords(phrase('window.scenario-incomplete')) : '';
  const cost = estimates[form.id];
  const save = async (): Promise<Phrase | null> => {
    if (scenario === null) {
      return phrase('window.scenario-incomplete');
    }
    const refusal = await saveScenarios(profileId, withScenario(scenarios, scenario));
    if (refusal === null) {
      editing.saved(form);
    }
    return refusal;
  };
  const run = async (): Promise<Phrase | null> =>
    (await save()) ?? (await runAll(tried, [{ id: form.id }]));
  const remove = async (): Promise<Phrase | null> => {
    const refusal = await saveScenarios(profileId, others);
    if (refusal === null) {
      editing.removed(form.id);
    }
    return refusal;
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      {props.isOurs ? (
        <StopButton />
      ) : (
        <Button
          variant="primary"
          icon={Play}
          reason={runReason || missing || props.elsewhere}
          pending={pending}
          onClick={() => void attempt(run)}
        >
          {t('rehearsal.run')}
        </Button>
      )}
      <Button reason={saveReason || missing} pending={pending} onClick={() => void attempt(save)}>
        {t('rehearsal.save')}
      </Button>
      <Button
        variant="quiet"
        icon={Trash2}
        reason={saveReason}
        pending={pending}
        onClick={() => {
          editing.askToRemove(() => void attempt(remove));
        }}
      >
        {t('rehearsal.remove')}
      </Button>
      <span className="text-meta text-muted">
        {cost === undefined
          ? t('rehearsal.estimateLater')
          : t('rehearsal.estimate', { cost: formatDollars(cost) })}
      </span>
    </div>
  );
}
