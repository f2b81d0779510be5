import { Plus } from 'lucide-react';
import { DEFAULT_PROFILE_ID, type Profile } from '#model/profile';
import { t } from '../../i18n/i18n';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { Badge } from '../../ui/signs/Badge';
import { createProfile, isDirty, openProfile, useProfilesStore } from './profilesStore';

/** What a profile is for, in a line. */
function purpose({ id, numbers }: Profile): string {
  if (numbers.length > 0) {
    return numbers.join(', ');
  }
  return t(id === DEFAULT_PROFILE_ID ? 'profiles.everyOther' : 'profiles.noNumbers');
}

function Entry(props: {
  readonly name: string;
  readonly about: string;
  readonly current: boolean;
  readonly changed: boolean;
  readonly onOpen: () => void;
}) {
  return (
    <li>
      <button
        type="button"
        className="profile-entry"
        aria-current={props.current}
        onClick={props.onOpen}
      >
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{props.name}</span>
          {props.changed && <Badge>{t('profiles.changed')}</Badge>}
        </span>
        <span className="truncate text-meta text-muted">{props.about}</span>
      </button>
    </li>
  );
}

/** All profiles, and the one that is being made. */
export function ProfileList() {
  const reason = useRoleReason('profile.save');
  const profiles = useProfilesStore((state) => state.profiles);
  const editing = useProfilesStore((state) => state.editing);
  const dirty = useProfilesStore(isDirty);
  const isNew = editing?.of === null;
  return (
    <nav className="profile-list" aria-label={t('profiles.list')}>
      <ul className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto p-2">
        {profiles.map((profile) => (
          <Entry
            key={profile.id}
            name={profile.name}
            about={purpose(profile)}
            current={profile.id === editing?.of}
            changed={profile.id === editing?.of && dirty}
            onOpen={() => {
              openProfile(profile.id);
            }}
          />
        ))}
        {isNew && (
          <Entry
            name={editing.form.name === '' ? t('profiles.newProfile') : editing.form.name}
            about={t('profiles.notSavedYet')}
            current
            changed={false}
            onOpen={() => undefined}
          />
        )}
      </ul>
      <div className="border-t border-line p-3">
        <Button
          icon={Plus}
          className="w-full"
          disabled={isNew}
          reason={reason}
          onClick={createProfile}
        >
          {t('profiles.create')}
        </Button>
      </div>
    </nav>
  );
}
