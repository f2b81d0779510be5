import { useId, useState } from 'react';
import type { CallId } from '#model/call';
import { MAX_TEXT_CHARS } from '#model/limits';
import type { Question, ToolArguments } from '#model/question';
import { t } from '../../i18n/i18n';
import { sendCommand, usePending } from '../../state/callRequests';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { FieldError } from '../../ui/fields/FieldError';
import { errorIdOf } from '../../ui/fields/fieldWiring';
import { TextArea } from '../../ui/fields/TextArea';
import { TextInput } from '../../ui/fields/TextInput';
import { useQuestionFocus } from './openQuestions';
import { useWantedFocus } from './useWantedFocus';

type Approval = Extract<Question, { readonly kind: 'approval' }>;

type ApprovalProps = { readonly callId: CallId; readonly question: Approval };

/** What is typed, if it is the JSON of an object; null otherwise. */
function argumentsIn(text: string): ToolArguments | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as ToolArguments)
      : null;
  } catch {
    return null;
  }
}

/** Yes, no, or yes with other arguments. */
export function ApprovalForm({ callId, question }: ApprovalProps) {
  const [changed, setChanged] = useState<string | null>(null);
  if (changed === null) {
    return (
      <Decision
        callId={callId}
        question={question}
        onChange={() => {
          setChanged(JSON.stringify(question.args, null, 2));
          useQuestionFocus.setState({ wanted: question.id });
        }}
      />
    );
  }
  return (
    <ChangedArguments
      callId={callId}
      question={question}
      text={changed}
      onText={setChanged}
      onBack={() => {
        setChanged(null);
        useQuestionFocus.setState({ wanted: question.id });
      }}
    />
  );
}

function Decision({
  callId,
  question,
  onChange,
}: ApprovalProps & { readonly onChange: () => void }) {
  const role = useRoleReason('call.approveTool');
  const [reason, setReason] = useState('');
  const approving = usePending(callId, 'approveTool');
  const rejecting = usePending(callId, 'rejectTool');
  const field = useWantedFocus<HTMLInputElement>(question.id);
  const { id: questionId, tool, args } = question;
  return (
    <form
      aria-label={t('questions.decide', { tool })}
      onSubmit={(event) => {
        event.preventDefault();
        void sendCommand(callId, { kind: 'rejectTool', questionId, reason: reason.trim() });
      }}
    >
      <pre className="question-arguments">{JSON.stringify(args)}</pre>
      <div className="question-answer">
        <TextInput
          ref={field}
          value={reason}
          maxLength={MAX_TEXT_CHARS}
          spellCheck
          placeholder={t('questions.reasonHint')}
          aria-label={t('questions.reason')}
          onChange={setReason}
        />
        <Button type="submit" pending={rejecting} reason={role}>
          {t('questions.no')}
        </Button>
        <Button reason={role} onClick={onChange}>
          {t('questions.change')}
        </Button>
        <Button
          variant="primary"
          pending={approving}
          reason={role}
          onClick={() => void sendCommand(callId, { kind: 'approveTool', questionId, args: null })}
        >
          {t('questions.yes')}
        </Button>
      </div>
    </form>
  );
}

type ChangeProps = ApprovalProps & {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onBack: () => void;
};

function ChangedArguments({ callId, question, text, onText, onBack }: ChangeProps) {
  const id = useId();
  const pending = usePending(callId, 'approveTool');
  const field = useWantedFocus<HTMLTextAreaElement>(question.id);
  const args = argumentsIn(text);
  const problem = args === null ? t('questions.notJson') : '';
  return (
    <form
      aria-label={t('questions.decide', { tool: question.tool })}
      onSubmit={(event) => {
        event.preventDefault();
        if (args !== null) {
          void sendCommand(callId, { kind: 'approveTool', questionId: question.id, args });
        }
      }}
    >
      <TextArea
        id={id}
        ref={field}
        value={text}
        rows={4}
        code
        aria-label={t('questions.arguments')}
        aria-invalid={args === null}
        aria-describedby={errorIdOf(id)}
        onChange={onText}
      />
      <FieldError controlId={id} text={problem} />
      <div className="question-answer mt-2 justify-end">
        <Button onClick={onBack}>{t('questions.back')}</Button>
        <Button type="submit" variant="primary" pending={pending} reason={problem}>
          {t('questions.yesWithThese')}
        </Button>
      </div>
    </form>
  );
}
