/** What the agents ask the supervisor: on their calls, and counted for all of them. */
export { goToNextQuestion, hasQuestions } from './openQuestions';
export { QuestionCounter } from './QuestionCounter';
export { QuestionList } from './QuestionList';
