import { useState } from 'react';
import { MAX_CALLER_NUMBER_CHARS } from '#model/limits';
import type { ToolOutcome } from '#model/toolTrial';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { AreaField } from '../../ui/fields/AreaField';
import { TextField } from '../../ui/fields/TextField';
import { ErrorText } from '../../ui/messages/ErrorText';
import { type TrialState, tryTool } from './profilesStore';

function OutcomeView({ outcome }: { readonly outcome: ToolOutcome }) {
  const { state, ms } = outcome;
  if (state === 'failed') {
    return (
      <p role="status" className="text-meta text-warn select-text">
        {t('toolTrial.failed', { ms, why: inWords(outcome.phrase) })}
      </p>
    );
  }
  const text = t('toolTrial.answered', { ms });
  return (
    <div className="text-meta">
      <p role="status" className="text-muted">
        {text}
      </p>
      <pre
        className="max-h-60 overflow-auto font-mono whitespace-pre-wrap select-text"
        tabIndex={0}
        role="group"
        aria-label={text}
      >
        {outcome.response}
      </pre>
    </div>
  );
}

/** Makes the request of a tool as it stands in the form, with arguments that are made up. */
export function ToolTrial({ index }: { readonly index: number }) {
  const reason = useRoleReason('profile.tryTool');
  const [args, setArgs] = useState('{}');
  const [callerNumber, setCallerNumber] = useState('');
  const [trial, setTrial] = useState<TrialState<ToolOutcome>>({ state: 'none' });
  const isRunning = trial.state === 'running';
  const run = async (): Promise<void> => {
    setTrial({ state: 'running' });
    setTrial(await tryTool(index, args, callerNumber));
  };
  return (
    <fieldset className="profile-item">
      <legend className="sr-only">{t('toolTrial.title')}</legend>
      <AreaField
        label={t('toolTrial.args')}
        labelLook="strong"
        hint={t('toolTrial.argsHint')}
        rows={3}
        code
        value={args}
        onChange={setArgs}
      />
      <TextField
        label={t('toolTrial.callerNumber')}
        labelLook="strong"
        hint={t('toolTrial.callerNumberHint')}
        value={callerNumber}
        maxLength={MAX_CALLER_NUMBER_CHARS}
        onChange={setCallerNumber}
      />
      <div>
        <Button size="small" reason={reason} pending={isRunning} onClick={() => void run()}>
          {t(isRunning ? 'toolTrial.trying' : 'toolTrial.try')}
        </Button>
      </div>
      {trial.state === 'failed' && <ErrorText>{inWords(trial.message)}</ErrorText>}
      {trial.state === 'done' && <OutcomeView outcome={trial.outcome} />}
    </fieldset>
  );
}
