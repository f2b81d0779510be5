import { ClipboardCheck, Copy, History, Mic, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { DEFAULT_PROFILE_ID, type TriedProfile } from '#model/profile';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { openDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { SaveBar } from '../../ui/layout/SaveBar';
import { Title } from '../../ui/layout/Title';
import { LookUpFields } from './LookUpFields';
import { draftOf } from './profileForm';
import {
  askToRemove,
  discardChanges,
  duplicateProfile,
  isDirty,
  type ProfileSave,
  saveProfile,
  useProfilesStore,
} from './profilesStore';
import { RuleFields } from './RuleFields';
import { SummaryFields } from './SummaryFields';
import {
  AgentFields,
  CallFields,
  KnowledgeFields,
  LimitFields,
  LineFields,
  SpeechFields,
} from './TalkFields';
import { ApprovalFields, HttpToolFields, TargetFields, ToolFields } from './ToolFields';

function summary(save: ProfileSave, dirty: boolean): string {
  switch (save.state) {
    case 'invalid':
      return t('profiles.invalid', { count: save.problems.length });
    case 'saved':
      return dirty ? t('profiles.unsaved') : t('profiles.saved');
    default:
      return dirty ? t('profiles.unsaved') : '';
  }
}

/** Calls the AI with the profile as the form has it, saved or not. */
function talkNow(): void {
  const { editing } = useProfilesStore.getState();
  if (editing !== null) {
    openDialog({ name: 'testCall', tried: { kind: 'draft', draft: draftOf(editing.form) } });
  }
}

/** Opens the rehearsals, with the profile as the form has it where that is not saved. */
function rehearse(of: string): void {
  const state = useProfilesStore.getState();
  const { editing } = state;
  const tried: TriedProfile =
    editing !== null && isDirty(state)
      ? { kind: 'draft', draft: draftOf(editing.form) }
      : { kind: 'saved', profileId: of };
  openDialog({ name: 'rehearsal', profileId: of, tried });
}

function Actions({ of, name }: { readonly of: string | null; readonly name: string }) {
  const testReason = useRoleReason('call.test');
  const saveReason = useRoleReason('profile.save');
  const removeReason = useRoleReason('profile.remove');
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-2 border-b border-line px-5 py-2">
      <Title className="min-w-0 flex-1 truncate">
        {name.trim() === '' ? t('profiles.newProfile') : name}
      </Title>
      <Button
        size="small"
        icon={Mic}
        title={t('testCall.hint')}
        reason={testReason}
        onClick={talkNow}
      >
        {t('testCall.talkNow')}
      </Button>
      {of !== null && (
        <Button
          size="small"
          icon={ClipboardCheck}
          onClick={() => {
            rehearse(of);
          }}
        >
          {t('rehearsal.open')}
        </Button>
      )}
      {of !== null && (
        <Button
          size="small"
          icon={History}
          onClick={() => {
            openDialog({ name: 'profileVersions', profileId: of });
          }}
        >
          {t('versions.open')}
        </Button>
      )}
      {of !== null && (
        <Button size="small" icon={Copy} reason={saveReason} onClick={duplicateProfile}>
          {t('profiles.duplicate')}
        </Button>
      )}
      {of !== null && of !== DEFAULT_PROFILE_ID && (
        <Button
          variant="quiet"
          size="small"
          icon={Trash2}
          reason={removeReason}
          onClick={() => {
            askToRemove(of);
          }}
        >
          {t('profiles.remove')}
        </Button>
      )}
    </header>
  );
}

function Foot({ isNew }: { readonly isNew: boolean }) {
  const reason = useRoleReason('profile.save');
  const save = useProfilesStore((state) => state.save);
  const dirty = useProfilesStore(isDirty);
  const saving = save.state === 'saving';
  return (
    <SaveBar
      className="bg-panel"
      failure={save.state === 'failed' ? inWords(save.message) : ''}
      summary={summary(save, dirty)}
      invalid={save.state === 'invalid'}
    >
      {(dirty || isNew) && (
        <Button variant="quiet" disabled={saving} onClick={discardChanges}>
          {t('profiles.discard')}
        </Button>
      )}
      <Button
        type="submit"
        variant="primary"
        disabled={!dirty && reason === ''}
        pending={saving}
        reason={reason}
      >
        {t(saving ? 'profiles.saving' : 'profiles.save')}
      </Button>
    </SaveBar>
  );
}

/** The form of one profile. */
export function ProfileEditor() {
  const editing = useProfilesStore((state) => state.editing);
  const save = useProfilesStore((state) => state.save);
  const formRef = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (save.state === 'invalid') {
      formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [save]);
  if (editing === null) {
    return <div className="min-w-0" />;
  }
  const { of, form } = editing;
  const onKeyDown = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      void saveProfile();
    }
  };
  return (
    <form
      ref={formRef}
      className="profile-editor"
      aria-label={t('profiles.editor')}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void saveProfile();
      }}
    >
      <Actions of={of} name={form.name} />
      <div className="min-h-0 flex-1 overflow-y-auto px-5" key={of ?? ''}>
        <CallFields form={form} isNew={of === null} />
        <AgentFields form={form} />
        <KnowledgeFields form={form} />
        <LookUpFields form={form} />
        <SpeechFields form={form} />
        <LineFields form={form} />
        <ToolFields form={form} />
        <ApprovalFields form={form} />
        <TargetFields form={form} />
        <HttpToolFields form={form} />
        <RuleFields form={form} />
        <LimitFields form={form} />
        <SummaryFields form={form} />
      </div>
      <Foot isNew={of === null} />
    </form>
  );
}
