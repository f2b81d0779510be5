import { t } from '../../i18n/i18n';
import { ConfirmDialog } from '../../ui/dialogs/ConfirmDialog';
import type { ScenarioEditing } from './useScenarioEditing';

/** Questions that must be confirmed before something is lost. */
export function ScenarioQuestions({
  question,
  dismiss,
}: Pick<ScenarioEditing, 'question' | 'dismiss'>) {
  switch (question.name) {
    case 'none':
      return null;
    case 'discard':
      return (
        <ConfirmDialog
          title={t('rehearsal.ask.discardTitle')}
          body={t('rehearsal.ask.discardBody')}
          yes={t('rehearsal.ask.discard')}
          no={t('rehearsal.ask.keep')}
          onYes={question.then}
          onNo={dismiss}
        />
      );
    case 'remove':
      return (
        <ConfirmDialog
          title={t('rehearsal.ask.removeTitle', { name: question.scenario })}
          body={t('rehearsal.ask.removeBody')}
          yes={t('rehearsal.remove')}
          no={t('rehearsal.ask.keepScenario')}
          onYes={question.then}
          onNo={dismiss}
        />
      );
  }
}
