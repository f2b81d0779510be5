import { useEffect } from 'react';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { Screen } from '../../ui/layout/Screen';
import { Placeholder } from '../../ui/messages/Placeholder';
import { ProblemLine } from '../../ui/messages/ProblemLine';
import { ProfileEditor } from './ProfileEditor';
import { ProfileList } from './ProfileList';
import { ProfileQuestions } from './ProfileQuestions';
import { followProfiles, readProfiles, useProfilesStore } from './profilesStore';

function FileProblem() {
  const problem = useProfilesStore((state) => state.problem);
  return problem === null ? null : (
    <ProblemLine level="warn" role="status" className="border-b border-line px-5 py-2">
      {inWords(problem)}
    </ProblemLine>
  );
}

function Content() {
  const load = useProfilesStore((state) => state.load);
  switch (load.state) {
    case 'loading':
      return (
        <Placeholder role="status" className="p-5">
          {t('profiles.loading')}
        </Placeholder>
      );
    case 'failed':
      return (
        <Placeholder
          role="alert"
          className="p-5"
          action={{ text: t('settings.retry'), run: () => void readProfiles() }}
        >
          {inWords(load.message)}
        </Placeholder>
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
