import { t } from '../../i18n/i18n';
import { ConfirmDialog } from '../../ui/dialogs/ConfirmDialog';
import { dismissQuestion, removeProfile, useProfilesStore } from './profilesStore';

/** Questions that must be confirmed before something is lost. */
export function ProfileQuestions() {
  const question = useProfilesStore((state) => state.question);
  const profiles = useProfilesStore((state) => state.profiles);
  switch (question.name) {
    case 'none':
      return null;
    case 'discard':
      return (
        <ConfirmDialog
          title={t('profiles.ask.discardTitle')}
          body={t('profiles.ask.discardBody')}
          yes={t('profiles.discard')}
          no={t('profiles.ask.keep')}
          onYes={question.then}
          onNo={dismissQuestion}
        />
      );
    case 'remove': {
      const name = profiles.find(({ id }) => id === question.id)?.name ?? question.id;
      return (
        <ConfirmDialog
          title={t('profiles.ask.removeTitle', { name })}
          body={t('profiles.ask.removeBody')}
          yes={t('profiles.remove')}
          no={t('profiles.ask.keepProfile')}
          onYes={() => void removeProfile(question.id)}
          onNo={dismissQuestion}
        />
      );
    }
  }
}
