import { useEffect, useState } from 'react';
import type { Phrase } from '#model/phrases/phrase';
import { MAX_PROFILE_VERSIONS, type ProfileVersion } from '#model/profileVersion';
import { timedRequest } from '../../bridge/timedRequest';
import { formatDateTime } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { closeDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { Modal } from '../../ui/dialogs/Modal';
import { SelectField } from '../../ui/fields/SelectField';
import { ErrorText } from '../../ui/messages/ErrorText';
import { Placeholder } from '../../ui/messages/Placeholder';
import { useAttempt } from '../../ui/messages/useAttempt';
import { isDirty, restoreVersion, useProfilesStore } from '../profiles';
import { ChangeList } from './ChangeList';

type Load =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: Phrase }
  | { readonly state: 'ready'; readonly versions: readonly ProfileVersion[] };

async function readVersions(id: string): Promise<Load> {
  const answer = await timedRequest('profiles:versions', { id });
  return answer.ok
    ? { state: 'ready', versions: answer.value }
    : { state: 'failed', message: answer.error.phrase };
}

function whoAndHow({ by, restored }: ProfileVersion): string {
  const who = by === '' ? t('versions.found') : t('versions.by', { by });
  return restored === null ? who : `${who} · ${t('versions.restored', { number: restored })}`;
}

function VersionList(props: {
  readonly versions: readonly ProfileVersion[];
  readonly chosen: number;
  readonly onChoose: (number: number) => void;
}) {
  return (
    <ul className="version-list" aria-label={t('versions.list')}>
      {props.versions.map((version, index) => (
        <li key={version.number}>
          <button
            type="button"
            className="profile-entry"
            aria-current={version.number === props.chosen}
            onClick={() => {
              props.onChoose(version.number);
            }}
          >
            <span className="font-medium">
              {t('versions.number', { number: version.number })}
              {index === 0 && <span className="text-muted"> · {t('versions.now')}</span>}
            </span>
            <span className="text-meta text-muted tabular-nums">{formatDateTime(version.at)}</span>
            <span className="text-meta text-muted" dir="auto">
              {whoAndHow(version)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** With what a version is compared. */
type Against = 'before' | 'current';

/** What a version is, beside another one, and the way back to it. */
function VersionView(props: {
  readonly profileId: string;
  readonly versions: readonly ProfileVersion[];
  readonly version: ProfileVersion;
  readonly onRestored: () => void;
}) {
  const { versions, version } = props;
  const [against, setAgainst] = useState<Against>('before');
  const [going, attempt] = useAttempt();
  const role = useRoleReason('profile.restore');
  const unsaved = useProfilesStore(isDirty);
  const current = versions[0] ?? version;
  const earlier = versions[versions.indexOf(version) + 1];
  const goBack = async (): Promise<void> => {
    if (await attempt(() => restoreVersion(props.profileId, version.number))) {
      props.onRestored();
    }
  };
  const useless =
    version === current ? t('versions.isCurrent') : unsaved ? t('versions.unsaved') : '';
  const reason = role || useless;
  return (
    <div className="flex min-h-0 min-w-0 flex-col gap-3">
      <SelectField<Against>
        label={t('versions.compare')}
        value={against}
        choices={[
          { value: 'before', text: t('versions.before') },
          { value: 'current', text: t('versions.current') },
        ]}
        onChange={setAgainst}
      />
      {against === 'before' && earlier === undefined ? (
        <Placeholder className="flex-1">{t('versions.first')}</Placeholder>
      ) : (
        <ChangeList
          before={against === 'before' ? (earlier ?? version).profile : current.profile}
          after={version.profile}
        />
      )}
      {going.state === 'failed' && <ErrorText>{inWords(going.message)}</ErrorText>}
      <div className="flex items-center justify-end gap-2">
        {reason !== '' && <p className="min-w-0 flex-1 text-meta text-muted">{reason}</p>}
        <Button reason={reason} pending={going.state === 'pending'} onClick={() => void goBack()}>
          {going.state === 'pending'
            ? t('versions.goingBack')
            : t('versions.goBack', { number: version.number })}
        </Button>
        <Button variant="quiet" onClick={closeDialog}>
          {t('versions.close')}
        </Button>
      </div>
    </div>
  );
}

/** The saved states of a profile: what each changed, and the way back to it. */
export function VersionsDialog({ profileId }: { readonly profileId: string }) {
  const [load, setLoad] = useState<Load>({ state: 'loading' });
  const [chosen, setChosen] = useState<number | null>(null);
  const [readings, setReadings] = useState(0);
  const name = useProfilesStore(
    ({ profiles }) => profiles.find(({ id }) => id === profileId)?.name ?? profileId,
  );
  useEffect(() => {
    let open = true;
    void readVersions(profileId).then((found) => {
      if (open) {
        setLoad(found);
        setChosen(null);
      }
    });
    return () => {
      open = false;
    };
  }, [profileId, readings]);
  return (
    <Modal
      title={t('versions.title', { name })}
      description={t('versions.about', { max: MAX_PROFILE_VERSIONS })}
      width={960}
      height={640}
      onClose={closeDialog}
    >
      <Body
        load={load}
        profileId={profileId}
        chosen={chosen}
        onChoose={setChosen}
        onRead={() => {
          setReadings(readings + 1);
        }}
      />
    </Modal>
  );
}

function Body(props: {
  readonly load: Load;
  readonly profileId: string;
  /** Number of the version that is shown; null for the newest. */
  readonly chosen: number | null;
  readonly onChoose: (number: number) => void;
  readonly onRead: () => void;
}) {
  const { load, profileId, chosen, onChoose, onRead } = props;
  if (load.state === 'loading') {
    return <Placeholder role="status">{t('versions.loading')}</Placeholder>;
  }
  if (load.state === 'failed') {
    const action = { text: t('versions.retry'), run: onRead };
    return (
      <Placeholder role="alert" action={action}>
        {inWords(load.message)}
      </Placeholder>
    );
  }
  const { versions } = load;
  const version = versions.find(({ number }) => number === chosen) ?? versions[0];
  return version === undefined ? (
    <Placeholder role="status">{t('versions.none')}</Placeholder>
  ) : (
    <div className="version-panes">
      <VersionList versions={versions} chosen={version.number} onChoose={onChoose} />
      <VersionView {...{ profileId, versions, version }} onRestored={onRead} />
    </div>
  );
}
