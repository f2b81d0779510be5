import { useRef } from 'react';
import { t } from '../../i18n/i18n';
import { Modal } from '../../ui/Modal';
import { dismissQuestion, removeProfile, useProfilesStore } from './profilesStore';

function Ask(props: {
  readonly title: string;
  readonly body: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
}) {
  const noRef = useRef<HTMLButtonElement>(null);
  return (
    <Modal
      title={props.title}
      description={props.body}
      width={420}
      role="alertdialog"
      initialFocus={noRef}
      onClose={dismissQuestion}
    >
      <div className="flex justify-end gap-2 p-5">
        <button type="button" className="btn btn-danger" onClick={props.onYes}>
          {props.yes}
        </button>
        <button type="button" ref={noRef} className="btn" onClick={dismissQuestion}>
          {props.no}
        </button>
      </div>
    </Modal>
  );
}

/** What has to be confirmed before something is lost. The focus is on keeping it. */
export function ProfileQuestions() {
  const question = useProfilesStore((state) => state.question);
  const profiles = useProfilesStore((state) => state.profiles);
  switch (question.name) {
    case 'none':
      return null;
    case 'discard':
      return (
        <Ask
          title={t('profiles.ask.discardTitle')}
          body={t('profiles.ask.discardBody')}
          yes={t('profiles.discard')}
          no={t('profiles.ask.keep')}
          onYes={question.then}
        />
      );
    case 'remove': {
      const name = profiles.find(({ id }) => id === question.id)?.name ?? question.id;
      return (
        <Ask
          title={t('profiles.ask.removeTitle', { name })}
          body={t('profiles.ask.removeBody')}
          yes={t('profiles.remove')}
          no={t('profiles.ask.keepProfile')}
          onYes={() => void removeProfile(question.id)}
        />
      );
    }
  }
}
