import { describe, expect, it } from 'vitest';
import { reduce } from '#main/call/life/callReducer';
import { type CallValue, firstValue, project } from '#main/call/life/callValue';
import {
  NO_QUESTIONS,
  type Questions,
  refusalOfAnswer,
  withoutQuestion,
  withQuestion,
} from '#main/call/life/questions';
import { DEFAULT_ALERT_RULES } from '#model/alertRules';
import { wordsOf } from '#model/phrases/phrase';
import { anApproval, aQuestion } from '#support/questions';

const BOTH = withQuestion(withQuestion(NO_QUESTIONS, aQuestion()), anApproval());

function refusal(questions: Questions, kind: 'answerQuestion' | 'approveTool', id: string) {
  const said = refusalOfAnswer(questions, { kind, questionId: id });
  return said === null ? null : wordsOf(said);
}

describe('the questions of a call', () => {
  it('are kept in the order in which they were asked, and closed one by one', () => {
    expect(BOTH.open.map(({ id }) => id)).toEqual(['question-1', 'approval-1']);
    const left = withoutQuestion(BOTH, 'question-1', 'answered');
    expect(left.open.map(({ id }) => id)).toEqual(['approval-1']);
    expect(withoutQuestion(left, 'question-1', 'late')).toBe(left);
  });

  it('take one answer, of their own kind', () => {
    expect(refusal(BOTH, 'answerQuestion', 'question-1')).toBeNull();
    expect(refusal(BOTH, 'approveTool', 'approval-1')).toBeNull();
    expect(refusal(BOTH, 'approveTool', 'question-1')).toContain('answer it in words');
    expect(refusal(BOTH, 'answerQuestion', 'approval-1')).toContain('approve or reject it');
  });

  it.each([
    ['answered', 'It has been answered already.'],
    ['late', 'Nobody answered in time.'],
    ['called-off', 'The AI no longer needs an answer.'],
    ['taken-over', 'The supervisor took the call over.'],
  ] as const)('refuse an answer after they closed as %s, and say why', (how, why) => {
    const closed = withoutQuestion(BOTH, 'question-1', how);
    expect(refusal(closed, 'answerQuestion', 'question-1')).toBe(`This question is closed. ${why}`);
  });

  it('refuse an answer to what was never asked', () => {
    expect(refusal(BOTH, 'answerQuestion', 'other')).toBe('The AI has not asked this.');
  });

  it('are a part of the call’s value, and only the open ones are shown', () => {
    let value: CallValue = firstValue({
      caller: {
        callId: 'call-1',
        callerNumber: '2001',
        callerName: 'Ana',
        dialedNumber: '1000',
        demo: false,
        trial: null,
        direction: 'inbound',
        profileId: '',
        adopted: false,
      },
      meterId: 1,
      settings: {
        profileId: 'default',
        profileName: 'Default',
        model: 'gemini-live',
        voice: 'Puck',
        bargeIn: 'immediate',
        disclosure: '',
        lookUp: null,
      },
      hasAgent: true,
      sharedLine: false,
      origin: { startedAt: 1, answeredAt: 2 },
    });
    const at = { now: 0, trouble: DEFAULT_ALERT_RULES.trouble };
    value = reduce(value, { type: 'asked', question: aQuestion() }, at);
    value = reduce(value, { type: 'asked', question: anApproval() }, at);
    expect(project(value).questions).toEqual([aQuestion(), anApproval()]);
    value = reduce(value, { type: 'question-over', id: 'question-1', how: 'late' }, at);
    expect(project(value).questions).toEqual([anApproval()]);
    expect(value.questions.closed).toEqual([{ id: 'question-1', how: 'late' }]);
  });
});
