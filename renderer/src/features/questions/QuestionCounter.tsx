import { CircleQuestionMark } from 'lucide-react';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { Button } from '../../ui/buttons/Button';
import { goToNextQuestion, openQuestions } from './openQuestions';

/** How many questions wait for an answer, in all calls. It leads to the next one. */
export function QuestionCounter() {
  const count = useCallsStore((state) => openQuestions(state).length);
  return (
    // There before the first question, because a region that comes with its text is not read out.
    <div role="status">
      {count > 0 && (
        <Button
          size="small"
          icon={CircleQuestionMark}
          title={t('questions.next')}
          onClick={goToNextQuestion}
        >
          {t('questions.count', { count })}
        </Button>
      )}
    </div>
  );
}
