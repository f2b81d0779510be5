import { describe, expect, it } from 'vitest';
import * as prompts from '#main/agent/gemini/setup/prompts';

const TURNS = [
  { role: 'user', text: 'Where is my parcel?' },
  { role: 'model', text: 'It comes tomorrow.' },
] as const;

describe('what only the Gemini adapter tells the model', () => {
  it('is this', () => {
    expect({
      'say word for word': prompts.sayWordForWord('Please hold the line.'),
      'speak a language': prompts.speakLanguage('German (de)'),
      'the call is running': prompts.callIsRunning(),
      'the talk so far': prompts.talkSoFar(TURNS),
      'said since': prompts.saidSince(TURNS),
      'do not answer': prompts.doNotAnswer('The caller is a doctor.'),
      'no such tool': prompts.noSuchTool(),
    }).toMatchInlineSnapshot(`
      {
        "do not answer": "Only for your knowledge; do not answer this: The caller is a doctor.",
        "no such tool": "There is no such tool.",
        "said since": "After what you remember, this was said:
      Caller: Where is my parcel?
      You: It comes tomorrow.",
        "say word for word": "Say the following to the caller now, word for word, in the language it is written in, and nothing else: Please hold the line.",
        "speak a language": "Speak German (de), unless the caller asks for another language.",
        "the call is running": "The call is already running. Do not greet the caller again; go on from where the talk is.",
        "the talk so far": "The talk so far:
      Caller: Where is my parcel?
      You: It comes tomorrow.",
      }
    `);
  });
});
