import { useEffect } from 'react';
import { t } from '../../i18n/i18n';
import { Screen } from '../../ui/Screen';
import { AlertShape } from '../../ui/shapes';
import { ProfileEditor } from './ProfileEditor';
import { ProfileList } from './ProfileList';
import { ProfileQuestions } from './ProfileQuestions';
import { followProfiles, readProfiles, useProfilesStore } from './profilesStore';

function FileProblem() {
  const problem = useProfilesStore((state) => state.problem);
  return problem === '' ? null : (
    <p role="status" className="flex items-baseline gap-2 border-b border-line px-5 py-2">
      <AlertShape level="warn" />
      <span className="select-text">{problem}</span>
    </p>
  );
}

function Content() {
  const load = useProfilesStore((state) => state.load);
  switch (load.state) {
    case 'loading':
      return (
        <p role="status" className="p-5 text-muted">
          {t('profiles.loading')}
        </p>
      );
    case 'failed':
      return (
        <div role="alert" className="flex flex-col items-start gap-3 p-5">
          <p className="select-text">{load.message}</p>
          <button type="button" className="btn" onClick={() => void readProfiles()}>
            {t('settings.retry')}
          </button>
        </div>
      );
    case 'ready':
      return (
        <div className="profile-panes">
          <ProfileList />
          <ProfileEditor />
        </div>
      );
  }
}

/** The profiles: which there are, and the form of one of them. */
export function ProfilesScreen() {
  useEffect(() => {
    // Another client may have changed them since the screen was last shown.
    void readProfiles();
    return followProfiles();
  }, []);
  return (
    <Screen label={t('profiles.label')} className="profiles">
      <FileProblem />
      <Content />
      <ProfileQuestions />
    </Screen>
  );
}
