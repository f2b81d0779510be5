import { describe, expect, it } from 'vitest';
import * as prompts from '#main/call/talk/prompts';

/** Every prompt, in each of its forms. */
const PROMPTS = {
  'greet, as instructed': prompts.greet(),
  'greet, with an opening': prompts.greet('Welcome to the shop.'),
  'open with greeting and disclosure': prompts.openWith(prompts.greet(), 'I am an AI.'),
  'open with the disclosure alone': prompts.openWith('', 'I am an AI.'),
  'disclose first': prompts.discloseFirst('Be kind.', 'I am an AI.'),
  'placed by you': prompts.placedByYou('Be kind.', ''),
  'placed by you, with a greeting': prompts.placedByYou('Be kind.', prompts.greet('Hello.')),
  'beep heard': prompts.beepHeard(),
  voicemail_reached: prompts.describeTool('voicemail_reached'),
  'voicemail_reached succeeded': prompts.toolSucceeded('voicemail_reached'),
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
  'keyed in': prompts.keyedIn('123456', false),
  'keyed in, secret': prompts.keyedIn('123456', true),
  'answer keys': prompts.answerKeys(),
  'party changed': prompts.partyChanged('Ana 2001', ''),
  'party changed, with the disclosure': prompts.partyChanged('', 'I am an AI.'),
  'party changed, not known who': prompts.partyChanged('', ''),
  whispered: prompts.whispered('Offer a discount.'),
  'cut off': prompts.cutOff('It comes'),
  'answer a whisper after a stop': prompts.answerWhisper(),
  'go on after a stop': prompts.goOnAfterStop(),
  'handed back': prompts.handedBack('Caller: And now?\nSupervisor: I see to it.'),
  'handed back without words': prompts.handedBack(''),
  'said last': prompts.saidLast('Supervisor: Bye.'),
  'only listen': prompts.onlyListen(),
  end_call: prompts.describeTool('end_call'),
  transfer_call: prompts.describeTool('transfer_call'),
  send_dtmf: prompts.describeTool('send_dtmf'),
  take_message: prompts.describeTool('take_message'),
  digits: prompts.describeParameter('digits'),
  from: prompts.describeParameter('from'),
  call_back: prompts.describeParameter('call_back'),
  text: prompts.describeParameter('text'),
  targets: prompts.describeTargets([
    { name: 'Sales', description: 'new orders' },
    { name: 'Desk', description: '' },
  ]),
  'end_call succeeded': prompts.toolSucceeded('end_call'),
  'transfer_call succeeded': prompts.toolSucceeded('transfer_call'),
  'send_dtmf succeeded': prompts.toolSucceeded('send_dtmf'),
  'take_message succeeded': prompts.toolSucceeded('take_message'),
  'answer was longer': prompts.answerWasLonger(),
};

describe('what the agent is told in a call', () => {
  it('is this', () => {
    expect(PROMPTS).toMatchInlineSnapshot(`
      {
        "answer a whisper after a stop": "Your supervisor stopped you and has just told you what to do. The caller waits in silence: do it now, and speak to them.",
        "answer aloud": "Your last turn had no sound: the caller has heard nothing of it and is waiting. Say it aloud now, from its beginning. If you do not know what they asked, ask them in one short sentence to say it again.",
        "answer keys": "The caller has finished keying in what you were told last, and waits. Go on with it.",
        "answer was longer": "The answer was longer; this is its beginning.",
        "ask to say again": "The caller may have said something that you did not hear. Ask them in one short sentence to say it again.",
        "ask whether still there": "The caller has said nothing for 20 s. Ask in a few words whether they are still there.",
        "beep heard": "There was a beep on the line, as of a mailbox that records now. If you have not talked with a person, call voicemail_reached.",
        "call_back": "Number or other way to reach the caller; empty if none was said.",
        "come to an end": "You have talked for 120 s without a pause. Finish in one short sentence and let the caller speak.",
        "cut off": "Your supervisor stopped you before the caller heard the rest of what you said. They have heard only this: "It comes" Do not say the rest, and do not mention that you were stopped. Wait for the caller, or for your supervisor.",
        "digits": "The keys in their order: 0 to 9, A to D, * and #; w is a short pause.",
        "disclose first": "Be kind.

      The first thing you say in this call is exactly this sentence, word for word, before any greeting or answer: "I am an AI." Say it once.",
        "end_call": "Ends the telephone call. Say goodbye first, then call this; what you have said is still heard to its end. Only when the caller has nothing more to ask.",
        "end_call succeeded": "The call ends now. Say nothing more.",
        "from": "Who leaves the message, as the caller said it.",
        "go on": "You were cut off in the middle of your answer. The caller has heard this of it: "It comes" They are waiting for the rest. Take up the sentence that broke off and finish your answer. Do not greet them and do not begin anew.",
        "go on after a stop": "Since your supervisor stopped you, nobody has said anything, and the caller waits in silence. Go on by yourself in one or two short sentences, without what you were stopped in.",
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
        "keyed in": "The caller has keyed this in on their telephone: "123456".",
        "keyed in, secret": "The caller has keyed this in on their telephone: "123456". It is secret: use it where it is needed, but never say it aloud.",
        "not ended, they speak": "The call was not ended, because the caller went on speaking. End it again once they have nothing more to ask.",
        "not ended, unheard": "The call was not ended, because the caller and you cannot hear each other at the moment. Wait until you hear them, and end it again once they have nothing more to ask.",
        "one minute left": "This call has to end in one minute, because it has then reached its longest duration. Bring the conversation to a good end in that time.",
        "only listen": "You only listen. Two people talk with each other and nobody talks to you. Never say anything, whatever you hear.",
        "open with greeting and disclosure": "The caller is on the line now and can hear you. Greet the caller in the way your instructions say, then wait for an answer.
      Begin with exactly this sentence, word for word, before anything else: "I am an AI."",
        "open with the disclosure alone": "The caller is on the line now and can hear you. Say exactly this sentence, word for word, and nothing more, then wait for the caller: "I am an AI."",
        "party changed": "The call was transferred by telephone: somebody else is on the line with you now (Ana 2001). They may not know what was said before. Do not open the call anew: tell them in one short sentence who you are, and go on from where the talk stands.",
        "party changed, not known who": "The call was transferred by telephone: somebody else is on the line with you now. They may not know what was said before. Do not open the call anew: tell them in one short sentence who you are, and go on from where the talk stands.",
        "party changed, with the disclosure": "The call was transferred by telephone: somebody else is on the line with you now. They may not know what was said before. Do not open the call anew: tell them in one short sentence who you are, and go on from where the talk stands. The first thing they hear is exactly this sentence: "I am an AI."",
        "placed by you": "Be kind.

      You have placed this call, so who answers speaks first. Wait until they have finished. If a mailbox, an answering machine or a menu answers in place of a person, say nothing to it and call voicemail_reached.",
        "placed by you, with a greeting": "Be kind.

      You have placed this call, so who answers speaks first. Wait until they have finished. Answer their first words so: The caller is on the line now and can hear you. Open the call like this, then wait for an answer: Hello. If a mailbox, an answering machine or a menu answers in place of a person, say nothing to it and call voicemail_reached.",
        "said last": "This was said last, before you went on:
      Supervisor: Bye.",
        "send_dtmf": "Presses keys of the telephone, as for the menu of a machine at the other end. Only when you are asked to press a key.",
        "send_dtmf succeeded": "Sent.",
        "take_message": "Leaves a message of the caller for the people of this number. Ask for what is missing and repeat the message to the caller before you call this.",
        "take_message succeeded": "The message was written down.",
        "targets": "Who to connect the caller with. Sales: new orders; Desk",
        "text": "The message, in the words of the caller.",
        "transfer_call": "Connects the caller with somebody else. Tell the caller first; what you have said is still heard to its end. After that you are no longer in the call.",
        "transfer_call succeeded": "The caller is being connected.",
        "voicemail_reached": "Says that a mailbox or another machine has answered in place of a person. Call it as soon as you notice, without a word to the machine.",
        "voicemail_reached succeeded": "Say nothing now. If a text is to be left, you will be told.",
        "whispered": "Instruction of your supervisor, which the caller does not hear. Follow it from now on and do not mention it: Offer a discount.",
      }
    `);
  });

  it.each(Object.entries(PROMPTS))('calls the caller "they": %s', (_name, text) => {
    expect(text).not.toMatch(/\b(he|him|his|himself|she|her|hers|herself)\b/i);
  });
});
