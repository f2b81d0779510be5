import { CircleQuestionMark, ShieldQuestionMark } from 'lucide-react';
import type { CallId } from '#model/call';
import type { Question } from '#model/question';
import { formatDuration } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { useFocusKept } from '../../state/focusPlaces';
import { useNow } from '../../ui/signs/useNow';
import { AnswerForm } from './AnswerForm';
import { ApprovalForm } from './ApprovalForm';

const NONE: readonly Question[] = [];

/** Time left for the answer. It is not read out each second, which would drown the rest. */
function TimeLeft({ deadline }: Pick<Question, 'deadline'>) {
  const now = useNow('second');
  return (
    <span role="timer" className="shrink-0 font-mono text-meta tabular-nums">
      {formatDuration(Math.max(0, deadline - now))}
    </span>
  );
}

function Words({ question }: { readonly question: Question }) {
  if (question.kind === 'question') {
    return (
      <>
        <p className="font-medium" dir="auto">
          {question.text}
        </p>
        <p className="text-meta text-muted">
          {t('questions.withoutAnswer', { fallback: question.fallback })}
        </p>
      </>
    );
  }
  return (
    <>
      <p className="font-medium">{t('questions.mayIt', { tool: question.tool })}</p>
      <p className="truncate text-meta text-muted" title={question.text} dir="auto">
        {question.text}
      </p>
    </>
  );
}

function QuestionItem(props: { readonly callId: CallId; readonly question: Question }) {
  const { callId, question } = props;
  const place = useFocusKept<HTMLLIElement>();
  const Icon = question.kind === 'question' ? CircleQuestionMark : ShieldQuestionMark;
  return (
    <li ref={place} className="question" data-question={question.id}>
      <div className="flex items-start gap-2.5">
        <Icon size={15} className="mt-0.5 shrink-0" aria-hidden="true" />
        <div className="min-w-0 flex-1 select-text">
          <Words question={question} />
        </div>
        <TimeLeft deadline={question.deadline} />
      </div>
      {question.kind === 'question' ? (
        <AnswerForm callId={callId} question={question} />
      ) : (
        <ApprovalForm callId={callId} question={question} />
      )}
    </li>
  );
}

/** What the agent of a call asks the supervisor, with the means to answer. */
export function QuestionList({ callId }: { readonly callId: CallId }) {
  const questions = useCallsStore((state) => state.byId[callId]?.questions ?? NONE);
  if (questions.length === 0) {
    return null;
  }
  return (
    <ul className="questions" aria-label={t('questions.label')}>
      {questions.map((question) => (
        <QuestionItem key={question.id} callId={callId} question={question} />
      ))}
    </ul>
  );
}
