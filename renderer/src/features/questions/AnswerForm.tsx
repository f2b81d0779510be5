import { useState } from 'react';
import type { CallId } from '#model/call';
import { MAX_TEXT_CHARS } from '#model/limits';
import type { Question } from '#model/question';
import { t } from '../../i18n/i18n';
import { sendCommand, usePending } from '../../state/callRequests';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { TextInput } from '../../ui/fields/TextInput';
import { useWantedFocus } from './useWantedFocus';

/** The answer to a question, in one line. */
export function AnswerForm(props: {
  readonly callId: CallId;
  readonly question: Pick<Question, 'id' | 'text'>;
}) {
  const role = useRoleReason('call.answerQuestion');
  const { callId, question } = props;
  const [text, setText] = useState('');
  const pending = usePending(callId, 'answerQuestion');
  const field = useWantedFocus<HTMLInputElement>(question.id);
  const answer = text.trim();
  return (
    <form
      className="question-answer"
      aria-label={t('questions.answerTo', { question: question.text })}
      onSubmit={(event) => {
        event.preventDefault();
        if (answer !== '') {
          const questionId = question.id;
          void sendCommand(callId, { kind: 'answerQuestion', questionId, text: answer });
        }
      }}
    >
      <TextInput
        ref={field}
        value={text}
        maxLength={MAX_TEXT_CHARS}
        spellCheck
        placeholder={t('questions.answerHint')}
        aria-label={t('questions.answer')}
        onChange={setText}
      />
      <Button
        type="submit"
        variant="primary"
        pending={pending}
        reason={role === '' && answer === '' ? t('questions.empty') : role}
      >
        {t('questions.send')}
      </Button>
    </form>
  );
}
