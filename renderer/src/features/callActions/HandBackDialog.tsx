import { useCallback, useRef, useState } from 'react';
import type { HandBackBrief } from '#model/brief';
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

/** What the AI would be told now, or why it cannot be read; null while it is read. */
type Read =
  | { readonly ok: true; readonly brief: HandBackBrief }
  | { readonly ok: false; readonly problem: Phrase };

const NOTHING_READ: HandBackBrief = { text: '', of: [] };

function useBrief(callId: CallId): Read | null {
  const [latest, setLatest] = useState<Read | null>(null);
  const read = useCallback(async () => {
    const answer = await request('calls:brief', { callId });
    setLatest(
      answer.ok ? { ok: true, brief: answer.value } : { ok: false, problem: answer.error.phrase },
    );
  }, [callId]);
  usePolling(read, REREAD_MS);
  return latest;
}

/** In how many turns something was said after a brief was made. */
function laterTurns(edited: HandBackBrief, now: HandBackBrief): number {
  return now.of.filter((length, at) => length > (edited.of[at] ?? 0)).length;
}

/** Shows what the AI will be told before the call is handed back; Enter hands back. */
export function HandBackDialog({ callId }: { readonly callId: CallId }) {
  const controls = useControls(callId);
  const pending = usePending(callId, 'handBack');
  const failure = useFailure(callId);
  const read = useBrief(callId);
  const brief = read?.ok === true ? read.brief : NOTHING_READ;
  /** What was made of the brief as it was then; null: nothing. */
  const [edited, setEdited] = useState<HandBackBrief | null>(null);
  const [first, setFirst] = useState('');
  const firstRef = useRef<HTMLInputElement>(null);
  const reason = controls?.reason('handBack') ?? t('actions.over');
  const firstSentence = first.trim();
  const wrong = failure ?? (read?.ok === false ? read.problem : null);
  const later = edited === null ? 0 : laterTurns(edited, brief);
  const handBack = async (): Promise<void> => {
    const command = {
      kind: 'handBack',
      ...(edited === null ? {} : { brief: edited.text.trim(), briefOf: edited.of }),
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
        hint={later === 0 ? t('handBack.briefHint') : t('handBack.later', { count: later })}
        className="h-40 resize-none"
        maxLength={MAX_INSTRUCTION_CHARS}
        placeholder={read === null ? t('handBack.loading') : ''}
        value={(edited ?? brief).text}
        onChange={(text) => {
          setEdited({ text, of: (edited ?? brief).of });
        }}
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
