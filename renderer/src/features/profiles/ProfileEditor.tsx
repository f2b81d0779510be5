import { Copy, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { DEFAULT_PROFILE_ID } from '#model/profile';
import { t } from '../../i18n/i18n';
import { AlertShape } from '../../ui/shapes';
import {
  askToRemove,
  discardChanges,
  duplicateProfile,
  isDirty,
  type ProfileSave,
  saveProfile,
  useProfilesStore,
} from './profilesStore';
import { AgentFields, CallFields, LimitFields, SpeechFields } from './TalkFields';
import { HttpToolFields, TargetFields, ToolFields } from './ToolFields';

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

function Actions({ of, name }: { readonly of: string | null; readonly name: string }) {
  return (
    <header className="flex min-h-12 items-center gap-2 border-b border-line px-5 py-2">
      <h2 className="min-w-0 flex-1 truncate text-title font-semibold tracking-[-0.01em]">
        {name.trim() === '' ? t('profiles.newProfile') : name}
      </h2>
      {of !== null && (
        <button type="button" className="btn btn-small" onClick={duplicateProfile}>
          <Copy size={14} aria-hidden="true" />
          {t('profiles.duplicate')}
        </button>
      )}
      {of !== null && of !== DEFAULT_PROFILE_ID && (
        <button
          type="button"
          className="btn btn-quiet btn-small"
          onClick={() => {
            askToRemove(of);
          }}
        >
          <Trash2 size={14} aria-hidden="true" />
          {t('profiles.remove')}
        </button>
      )}
    </header>
  );
}

function Foot({ isNew }: { readonly isNew: boolean }) {
  const save = useProfilesStore((state) => state.save);
  const dirty = useProfilesStore(isDirty);
  const saving = save.state === 'saving';
  return (
    <footer className="border-t border-line bg-panel">
      {save.state === 'failed' && (
        <p role="alert" className="flex items-baseline gap-2 px-5 pt-3 text-danger select-text">
          <AlertShape level="danger" />
          {save.message}
        </p>
      )}
      <div className="flex min-h-14 items-center gap-2 px-5 py-3">
        <span
          role="status"
          className={`min-w-0 flex-1 truncate ${save.state === 'invalid' ? 'text-danger' : 'text-muted'}`}
        >
          {summary(save, dirty)}
        </span>
        {(dirty || isNew) && (
          <button
            type="button"
            className="btn btn-quiet"
            disabled={saving}
            onClick={discardChanges}
          >
            {t('profiles.discard')}
          </button>
        )}
        <button type="submit" className="btn btn-primary" disabled={saving || !dirty}>
          {t(saving ? 'profiles.saving' : 'profiles.save')}
        </button>
      </div>
    </footer>
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
        <SpeechFields form={form} />
        <ToolFields form={form} />
        <TargetFields form={form} />
        <HttpToolFields form={form} />
        <LimitFields form={form} />
      </div>
      <Foot isNew={of === null} />
    </form>
  );
}
