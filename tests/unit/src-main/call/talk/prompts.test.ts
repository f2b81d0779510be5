import { describe, expect, it } from 'vitest';
import * as prompts from '#main/call/talk/prompts';

/** Every prompt, in each of its forms. */
const PROMPTS = {
  'greet, as instructed': prompts.greet(),
  'greet, with an opening': prompts.greet('Welcome to the shop.'),
  'goodbye to a silent caller': prompts.sayGoodbye('caller-silent'),
  'goodbye at the end of the time': prompts.sayGoodbye('time-over'),
  'one minute left': prompts.oneMinuteLeft(),
  'ask whether still there': prompts.askWhetherStillThere(20),
  'come to an end': prompts.comeToAnEnd(120),
  'answer aloud': prompts.answerAloud(),
  'go on': prompts.goOn('It comes'),
  'ask to say again': prompts.askToSayAgain(),
  'not ended, they speak': prompts.notEndedTheySpeak(),
  'not ended, unheard': prompts.notEndedUnheard(),
  whispered: prompts.whispered('Offer a discount.'),
  'handed back': prompts.handedBack('Caller: And now?\nSupervisor: I see to it.'),
  'handed back without words': prompts.handedBack(''),
  'only listen': prompts.onlyListen(),
};

describe('what the agent is told in a call', () => {
  it('is this', () => {
    expect(PROMPTS).toMatchInlineSnapshot(`
      {
        "answer aloud": "Your last turn had no sound: the caller has heard nothing of it and is waiting. Say it aloud now, from its beginning. If you do not know what they asked, ask them in one short sentence to say it again.",
        "ask to say again": "The caller may have said something that you did not hear. Ask them in one short sentence to say it again.",
        "ask whether still there": "The caller has said nothing for 20 s. Ask in a few words whether they are still there.",
        "come to an end": "You have talked for 120 s without a pause. Finish in one short sentence and let the caller speak.",
        "go on": "You were cut off in the middle of your answer. The caller has heard this of it: "It comes" They are waiting for the rest. Take up the sentence that broke off and finish your answer. Do not greet them and do not begin anew.",
        "goodbye at the end of the time": "The time of this call is over. Say in one short sentence that the call ends now, and say goodbye.",
        "goodbye to a silent caller": "The caller still says nothing. Say in one short sentence that the call ends now, and say goodbye.",
        "greet, as instructed": "The caller is on the line now and can hear you. Greet the caller in the way your instructions say, then wait for an answer.",
        "greet, with an opening": "The caller is on the line now and can hear you. Open the call like this, then wait for an answer: Welcome to the shop.",
        "handed back": "Your supervisor took the call over and spoke with the caller in person. This was said:
      Caller: And now?
      Supervisor: I see to it.
      From now on you speak with the caller again. Go on from there.",
        "handed back without words": "Your supervisor took the call over and spoke with the caller in person. What was said meanwhile was not written down.
      From now on you speak with the caller again. Go on from there.",
        "not ended, they speak": "The call was not ended, because the caller went on speaking. End it again once they have nothing more to ask.",
        "not ended, unheard": "The call was not ended, because the caller and you cannot hear each other at the moment. Wait until you hear them, and end it again once they have nothing more to ask.",
        "one minute left": "This call has to end in one minute, because it has then reached its longest duration. Bring the conversation to a good end in that time.",
        "only listen": "You only listen. Two people talk with each other and nobody talks to you. Never say anything, whatever you hear.",
        "whispered": "Instruction of your supervisor, which the caller does not hear. Follow it from now on and do not mention it: Offer a discount.",
      }
    `);
  });

  it.each(Object.entries(PROMPTS))('calls the caller "they": %s', (_name, text) => {
    expect(text).not.toMatch(/\b(he|him|his|himself|she|her|hers|herself)\b/i);
  });
});
