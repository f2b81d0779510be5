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
import { DialogFoot } from '../../ui/dialogs/DialogFoot';
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

/** What a version is, beside another one. */
function VersionView(props: {
  readonly versions: readonly ProfileVersion[];
  readonly version: ProfileVersion;
}) {
  const { versions, version } = props;
  const [against, setAgainst] = useState<Against>('before');
  const current = versions[0] ?? version;
  const earlier = versions[versions.indexOf(version) + 1];
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
    </div>
  );
}

/** The way back to a version. */
function GoBack(props: {
  readonly profileId: string;
  readonly version: ProfileVersion;
  /** Whether it is what is in use. */
  readonly isCurrent: boolean;
  readonly onRestored: () => void;
}) {
  const { profileId, version, isCurrent, onRestored } = props;
  const [going, attempt] = useAttempt();
  const role = useRoleReason('profile.restore');
  const unsaved = useProfilesStore(isDirty);
  const useless = isCurrent ? t('versions.isCurrent') : unsaved ? t('versions.unsaved') : '';
  const reason = role || useless;
  const goBack = async (): Promise<void> => {
    if (await attempt(() => restoreVersion(profileId, version.number))) {
      onRestored();
    }
  };
  return (
    <>
      <Button reason={reason} pending={going.state === 'pending'} onClick={() => void goBack()}>
        {going.state === 'pending'
          ? t('versions.goingBack')
          : t('versions.goBack', { number: version.number })}
      </Button>
      {going.state === 'failed' ? (
        <ErrorText>{inWords(going.message)}</ErrorText>
      ) : (
        <p className="min-w-0 text-meta text-muted">{reason}</p>
      )}
    </>
  );
}

/** The saved states of a profile: what each changed, and the way back to it. */
export function VersionsDialog({ profileId }: { readonly profileId: string }) {
  const [load, setLoad] = useState<Load>({ state: 'loading' });
  /** Number of the version that is shown; null for the newest. */
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
  const read = (): void => {
    setReadings(readings + 1);
  };
  const versions = load.state === 'ready' ? load.versions : [];
  const version = versions.find(({ number }) => number === chosen) ?? versions[0];
  return (
    <Modal
      title={t('versions.title', { name })}
      description={t('versions.about', { max: MAX_PROFILE_VERSIONS })}
      width={960}
      height={640}
      onClose={closeDialog}
    >
      {version === undefined ? (
        <NoVersion load={load} onRead={read} />
      ) : (
        <div className="version-panes">
          <VersionList versions={versions} chosen={version.number} onChoose={setChosen} />
          <VersionView versions={versions} version={version} />
        </div>
      )}
      <DialogFoot
        start={
          version !== undefined && (
            <GoBack
              key={version.number}
              profileId={profileId}
              version={version}
              isCurrent={version === versions[0]}
              onRestored={read}
            />
          )
        }
      >
        <Button onClick={closeDialog}>{t('versions.close')}</Button>
      </DialogFoot>
    </Modal>
  );
}

/** What stands in the dialog where there is no version to show. */
function NoVersion({ load, onRead }: { readonly load: Load; readonly onRead: () => void }) {
  const look = 'flex-1 px-5 py-4';
  return load.state === 'failed' ? (
    <Placeholder role="alert" className={look} action={{ text: t('versions.retry'), run: onRead }}>
      {inWords(load.message)}
    </Placeholder>
  ) : (
    <Placeholder role="status" className={look}>
      {t(load.state === 'loading' ? 'versions.loading' : 'versions.none')}
    </Placeholder>
  );
}
