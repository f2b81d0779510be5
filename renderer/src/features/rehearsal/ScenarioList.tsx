import { ListChecks, Plus } from 'lucide-react';
import { MAX_SCENARIOS, type Rehearsals } from '#model/rehearsal';
import { formatDollars } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { Outcome } from './Outcome';
import type { ScenarioEditing } from './useScenarioEditing';

/** The scenarios, each with what its last rehearsal came to. */
export function ScenarioList(props: {
  readonly rehearsals: Rehearsals;
  readonly editing: ScenarioEditing;
  readonly pending: boolean;
  /** Why none can be run now; empty when one can. */
  readonly reason: string;
  readonly onRunAll: () => void;
}) {
  const { rehearsals, editing, pending, reason } = props;
  const { scenarios, results, estimates } = rehearsals;
  const runReason = useRoleReason('profile.rehearse');
  const full = scenarios.length >= MAX_SCENARIOS;
  const unsaved = editing.isDirty ? t('rehearsal.saveFirst') : '';
  const cost = Object.values(estimates).reduce((sum, each) => sum + each, 0);
  return (
    <div className="version-list">
      <ul aria-label={t('rehearsal.scenarios')}>
        {scenarios.map((each) => {
          const last = results.find(({ scenarioId }) => scenarioId === each.id);
          return (
            <li key={each.id}>
              <button
                type="button"
                className="profile-entry"
                aria-current={each.id === editing.form?.id}
                onClick={() => {
                  editing.open(each);
                }}
              >
                {each.name}
                {last !== undefined && (
                  <span className="text-meta">
                    <Outcome outcome={last.outcome} />
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
      <Button
        size="small"
        icon={Plus}
        reason={full ? t('rehearsal.full', { max: MAX_SCENARIOS }) : ''}
        onClick={editing.add}
      >
        {t('rehearsal.add')}
      </Button>
      {scenarios.length > 1 && (
        <>
          <Button
            size="small"
            icon={ListChecks}
            className="mt-2"
            reason={runReason || unsaved || reason}
            pending={pending}
            onClick={props.onRunAll}
          >
            {t('rehearsal.runAll')}
          </Button>
          <p className="text-meta text-muted">
            {t('rehearsal.estimateAll', { cost: formatDollars(cost) })}
          </p>
        </>
      )}
    </div>
  );
}
