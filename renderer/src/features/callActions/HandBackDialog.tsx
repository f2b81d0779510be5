import { useCallback, useRef, useState } from 'react';
import type { CallId } from '#model/call';
import { MAX_INSTRUCTION_CHARS, MAX_TEXT_CHARS } from '#model/limits';
import type { Phrase } from '#model/phrases/phrase';
import { request } from '../../bridge/bridge';
import { usePolling } from '../../bridge/usePolling';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { sendCommand, useFailure, usePending } from '../../state/callRequests';
import { closeDialog } from '../../state/uiStore';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { AreaField } from '../../ui/fields/AreaField';
import { TextField } from '../../ui/fields/TextField';
import { useControls } from './useControls';

/** The talk goes on meanwhile: its words are asked for again, until they are edited, ms. */
const REREAD_MS = 1_000;

type Brief = {
  /** What the AI would be told; null while it is read, or cannot be. */
  readonly text: string | null;
  /** Why it could not be read; null if it could. */
  readonly problem: Phrase | null;
};

/** What the AI would be told now. */
function useBrief(callId: CallId): Brief {
  const [brief, setBrief] = useState<Brief>({ text: null, problem: null });
  const read = useCallback(async () => {
    const answer = await request('calls:brief', { callId });
    setBrief(
      answer.ok
        ? { text: answer.value.text, problem: null }
        : { text: null, problem: answer.error.phrase },
    );
  }, [callId]);
  usePolling(read, REREAD_MS);
  return brief;
}

/** Shows what the AI will be told before the call is handed back; Enter hands back. */
export function HandBackDialog({ callId }: { readonly callId: CallId }) {
  const controls = useControls(callId);
  const pending = usePending(callId, 'handBack');
  const failure = useFailure(callId);
  const brief = useBrief(callId);
  /** Null: not edited. */
  const [edited, setEdited] = useState<string | null>(null);
  const [first, setFirst] = useState('');
  const firstRef = useRef<HTMLInputElement>(null);
  const reason = controls?.reason('handBack') ?? t('actions.over');
  const firstSentence = first.trim();
  const wrong = failure ?? brief.problem;
  const handBack = async (): Promise<void> => {
    const command = {
      kind: 'handBack',
      ...(edited === null ? {} : { brief: edited.trim() }),
      ...(firstSentence === '' ? {} : { firstSentence }),
    } as const;
    if (await sendCommand(callId, command)) {
      closeDialog();
    }
  };
  return (
    <FormDialog
      title={t('handBack.title')}
      description={t('handBack.body')}
      width={560}
      initialFocus={firstRef}
      submitText={t(pending ? 'handBack.pending' : 'handBack.submit')}
      canSubmit={reason === ''}
      pending={pending}
      error={reason || (wrong === null ? '' : inWords(wrong))}
      cancelText={t('handBack.cancel')}
      onSubmit={() => void handBack()}
      onClose={closeDialog}
    >
      <AreaField
        label={t('handBack.brief')}
        hint={t('handBack.briefHint')}
        className="h-40 resize-none"
        maxLength={MAX_INSTRUCTION_CHARS}
        placeholder={brief.text === null && brief.problem === null ? t('handBack.loading') : ''}
        value={edited ?? brief.text ?? ''}
        onChange={setEdited}
      />
      <TextField
        ref={firstRef}
        label={t('handBack.firstSentence')}
        hint={t('handBack.firstSentenceHint')}
        maxLength={MAX_TEXT_CHARS}
        value={first}
        onChange={setFirst}
      />
    </FormDialog>
  );
}
