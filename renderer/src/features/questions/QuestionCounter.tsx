import { CircleQuestionMark } from 'lucide-react';
import { formatCount } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { Button } from '../../ui/buttons/Button';
import { BarWords } from '../../ui/layout/FittingBar';
import { SteadyPlace } from '../../ui/signs/SteadyPlace';
import { goToNextQuestion, openQuestions } from './openQuestions';

/** No more questions than this have a place of their own width. */
const MANY = 88;

/** How many questions wait for an answer, in all calls. It leads to the next one. */
export function QuestionCounter() {
  const count = useCallsStore((state) => openQuestions(state).length);
  return (
    <SteadyPlace
      className="status-count status-button"
      texts={[t('questions.count', { count: MANY })]}
    >
      {/* There before the first question: a region that comes with its text is not read out. */}
      <span role="status">
        {count > 0 && (
          <Button
            size="small"
            icon={CircleQuestionMark}
            title={t('questions.next')}
            onClick={goToNextQuestion}
          >
            <BarWords step={5} short={formatCount(count)}>
              {t('questions.count', { count })}
            </BarWords>
          </Button>
        )}
      </span>
    </SteadyPlace>
  );
}
