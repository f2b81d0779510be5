/**
 * What is said in the demo. People, firms and numbers are invented. Who speaks when is decided
 * elsewhere.
 */

/** The caller breaks into the agent's answer. */
export type BargeIn = { readonly caller: string; readonly agent: string };

/** The caller says something, the agent answers. */
export type Exchange = {
  readonly caller: string;
  readonly agent: string;
  /** How the caller may break into the answer. Long answers have one. */
  readonly bargeIn?: BargeIn;
  /** Keys the caller presses before the line. */
  readonly keys?: string;
};

/** One telephone call: the agent greets, exchanges follow, the last one ends the call. */
export type Scenario = {
  /** Short name for logs. */
  readonly topic: string;
  readonly greeting: string;
  readonly exchanges: readonly Exchange[];
};

/** Said by a caller who hears nothing. The agent then gives the answer that is still open, too. */
export const ARE_YOU_THERE = {
  caller: 'Hello? Are you still there?',
  agent: 'Yes, I am here.',
} as const;

/** The caller puts the call on hold. */
export const HOLD_ON: Exchange = {
  caller: 'Could you hold on for a moment? Someone is at the door.',
  agent: 'Of course. Take your time, I will wait.',
};

/** Said by the agent when the script has no answer to the caller's words. */
export const SAY_AGAIN = 'I am sorry, I did not quite catch that. Could you say it again?';

/** Said by the agent when the supervisor types something to it. */
export const NOTED = 'One moment, please. I have just been given some more information on this.';

const DELIVERY: Scenario = {
  topic: 'delivery status',
  greeting: 'Good morning, Harbour Parcel Service. How can I help you?',
  exchanges: [
    {
      caller: 'Hi. I am waiting for a parcel, and it should have been here yesterday.',
      agent:
        'I am sorry about that. I can look it up for you. Could you give me the last four digits of the parcel number?',
    },
    {
      caller: 'Yes, it is four, seven, one, nine.',
      agent:
        'Thank you. I have found it. Your parcel left our depot this morning at six, it is on the van now, and the driver has about thirty stops before yours, so it should reach you between two and four this afternoon.',
      bargeIn: {
        caller: 'Sorry, did you say this afternoon?',
        agent: 'Yes, this afternoon, between two and four.',
      },
    },
    {
      caller: 'I will be out until three. Can the driver leave it with my neighbour?',
      agent:
        'That is no problem. I can send the driver a note. The neighbour will have to sign for it, and you will get a message with the name and the time as soon as it has been handed over.',
      bargeIn: {
        caller: 'Wait, it is the house on the left, number twelve.',
        agent: 'Number twelve, the house on the left. I have put that in the note.',
      },
    },
    {
      caller: 'Great. And what happens if she is not at home either?',
      agent:
        'Then the driver takes it to the shop on Mill Street, where it is kept for seven days.',
    },
    {
      caller: 'Perfect, that is all I needed. Thanks a lot, goodbye.',
      agent: 'You are welcome. Have a nice day. Goodbye.',
    },
  ],
};

const APPOINTMENT: Scenario = {
  topic: 'appointment',
  greeting: 'Hello, Elm Road Dental Practice. What can I do for you?',
  exchanges: [
    {
      caller: 'Good morning. I would like to move my appointment on Tuesday.',
      agent: 'Of course. May I have your date of birth, so that I can find you?',
    },
    {
      caller: 'The ninth of May, nineteen eighty four.',
      agent:
        'Thank you. I can see a check-up on Tuesday at a quarter past ten. I have free times on Wednesday at nine, on Thursday at half past two, and on Friday at eleven or at a quarter to five.',
      bargeIn: {
        caller: 'Thursday would be good. Thursday at half past two.',
        agent: 'Thursday at half past two it is. I have moved it.',
      },
    },
    {
      caller: 'Could I have something a little later on Thursday?',
      agent: 'The last one on Thursday is at twenty to five. Shall I take that?',
    },
    {
      caller: 'Yes please, that is much better. I have to come from work.',
      agent:
        'Then I have booked you for Thursday at twenty to five. Please bring your insurance card, and if you cannot come, let us know one day ahead, so that somebody else can have the time.',
      bargeIn: {
        caller: 'Do I need to bring anything else?',
        agent: 'No, only the insurance card.',
      },
    },
    {
      caller: 'All right. Will I get a message to remind me?',
      agent: 'Yes, we send you a text message the day before.',
    },
    {
      caller: 'Wonderful. Thank you, bye.',
      agent: 'Thank you for calling. See you on Thursday. Goodbye.',
    },
  ],
};

const OPENING_HOURS: Scenario = {
  topic: 'opening hours',
  greeting: 'Welcome to the Garden Centre at Westfield. How may I help you?',
  exchanges: [
    {
      caller: 'Hello. Are you open on Sunday?',
      agent:
        'Yes, we are. On Sunday we open at ten and close at four. From Monday to Saturday we are here from eight in the morning until seven in the evening, and the coffee shop closes half an hour earlier.',
      bargeIn: {
        caller: 'Okay, and on the holiday next Monday?',
        agent: 'Next Monday we are open from ten to four, as on a Sunday.',
      },
    },
    {
      caller: 'Do you have apple trees at the moment?',
      agent:
        'We do. There are six kinds, from nineteen to forty five, and all of them can be planted until the end of November.',
    },
    {
      caller: 'Would you deliver two of them? I have only got a small car.',
      agent:
        'Yes, we deliver within twenty miles. It costs fifteen for the first tree and nothing for the second, and our driver carries them into the garden for you.',
      bargeIn: {
        caller: 'Hang on, fifteen for both together?',
        agent: 'That is right, fifteen for both together.',
      },
    },
    {
      caller: 'That sounds fair. I will come by on Sunday then. Thank you.',
      agent: 'We look forward to seeing you on Sunday. Goodbye.',
    },
  ],
};

const INVOICE: Scenario = {
  topic: 'invoice',
  greeting: 'Good afternoon, Northlight Energy, billing. What is your call about?',
  exchanges: [
    {
      caller: 'I have got an invoice here that is twice as high as last month.',
      agent:
        'I understand that this is a surprise. Please type in the last four digits of your customer number.',
    },
    {
      caller: 'I have just typed it in.',
      keys: '2086',
      agent:
        'Thank you, I have your account in front of me. The invoice covers sixty one days and not thirty, because the meter was read late. If we look at each day, you have used a little less than in the summer.',
      bargeIn: {
        caller: 'Excuse me, why was it read late?',
        agent:
          'Our colleague could not get to the meter on the first visit and came back three weeks later.',
      },
    },
    {
      caller: 'So the next one will be normal again?',
      agent: 'Yes. The next invoice covers thirty days, and I expect it to be about seventy two.',
    },
    {
      caller: 'Can I pay this one in two parts?',
      agent:
        'You can. The first half would be due at the end of this month, the second at the end of next month. There is no fee for it, and I will send you a letter that says so.',
      bargeIn: {
        caller: 'An email would be better for me.',
        agent: 'Then I will send it by email today.',
      },
    },
    {
      caller: 'Very good. And can I send you the reading myself next time?',
      agent: 'Yes, in the app or by telephone. We remind you two days before.',
    },
    {
      caller: 'Thanks for explaining. Goodbye.',
      agent: 'Thank you for your patience. Goodbye.',
    },
  ],
};

const LOST_PASSWORD: Scenario = {
  topic: 'lost password',
  greeting: 'Hello, this is the help desk. What can I do for you?',
  exchanges: [
    {
      caller: 'I cannot log in any more. I think I have forgotten my password.',
      agent: 'That happens. I can help you with a new one. What is your user name?',
    },
    {
      caller: 'It should be my first name and my last name, with a dot between them.',
      agent:
        'I have found the account. It was locked after five attempts this morning. I have unlocked it, and I am sending a code to the telephone that is on file. Please read the code back to me, and never give it to anybody who calls you.',
      bargeIn: {
        caller: 'I have got it already. It is three, eight, five, zero.',
        agent: 'Thank you, that is the right code.',
      },
    },
    {
      caller: 'Okay. What do I do now?',
      agent:
        'Please open the login page and choose, forgotten password. You can then set a new one.',
    },
    {
      caller: 'It says that the password is too short.',
      agent:
        'It has to have at least twelve characters. The easiest way is to take four words that have nothing to do with each other, because that is long enough and you can still remember it.',
      bargeIn: {
        caller: 'Can I use blanks between the words?',
        agent: 'Yes, you can use blanks.',
      },
    },
    {
      caller: 'Now it has worked. I am in.',
      agent:
        'Very good. Please log in on your telephone as well, so that it takes the new password.',
    },
    {
      caller: 'I will do that. Thank you very much.',
      agent: 'My pleasure. Have a good day. Goodbye.',
    },
  ],
};

const BROADBAND: Scenario = {
  topic: 'broadband fault',
  greeting: 'Good day, Clearwater Broadband. How can I help you today?',
  exchanges: [
    {
      caller: 'My internet has been dropping out since last night, every few minutes.',
      agent:
        'I am sorry to hear that. Is the light on the front of the box green, or is it blinking red?',
    },
    {
      caller: 'It is green now, but it was red about ten minutes ago.',
      agent:
        'Thank you. I am testing the line from here. I can see eleven short breaks since midnight, and the signal is weaker than it should be. That often comes from a loose plug, so please check the cable between the box and the wall.',
      bargeIn: {
        caller: 'Which one is it? There are two cables.',
        agent: 'The white one with the small square plug.',
      },
    },
    {
      caller: 'It was a bit loose. I have pushed it in now.',
      agent: 'Very good. Give me a moment. Yes, the signal is back to normal.',
    },
    {
      caller: 'Do you think that was it?',
      agent:
        'It looks like it. I will watch your line until tomorrow evening. If there is another break, you will get a message with a time for a visit, and you do not have to call again.',
      bargeIn: {
        caller: 'Would I have to pay for the visit?',
        agent: 'No, the visit is free of charge.',
      },
    },
    {
      caller: 'Sounds good. Thank you for your help.',
      agent: 'You are very welcome. Goodbye.',
    },
  ],
};

export const SCENARIOS: readonly [Scenario, ...Scenario[]] = [
  DELIVERY,
  APPOINTMENT,
  OPENING_HOURS,
  INVOICE,
  LOST_PASSWORD,
  BROADBAND,
];

/** What is said in a call that the supervisor places. */
export const CALL_BACK: Scenario = {
  topic: 'call back',
  greeting:
    'Good day, this is the assistant of Harbour Home Goods. You asked us to call you back about your order. Is this a good moment?',
  exchanges: [
    {
      caller: 'Yes, thank you for calling. Has my order been sent?',
      agent: 'It left our warehouse this morning and will be with you tomorrow before noon.',
    },
    {
      caller: 'That is good news. Do I have to be at home?',
      agent:
        'No. If nobody opens, the driver leaves it with a neighbour and puts a card in your letter box.',
    },
    { caller: 'Perfect. Thank you, goodbye.', agent: 'You are welcome. Goodbye.' },
  ],
};

/** Said by a third party that the supervisor consults. The supervisor answers, not the script. */
export const CONSULTED: Scenario = {
  topic: 'consultation',
  greeting: '',
  exchanges: [
    { caller: 'Back office, hello. What can I do for you?', agent: '' },
    { caller: 'Yes, I have a moment. Put the call through to me.', agent: '' },
    { caller: 'All right then. I will hang up now. Goodbye.', agent: '' },
  ],
};

/** Said to a caller who is a person, in a test call of the demo mode. The voice is babble. */
export const UNSCRIPTED = {
  greeting: 'Hello, this is the simulated agent. I hear you, but I do not understand words.',
  replies: [
    'I have heard you. You see my words in the transcript; my voice is only a sound.',
    'Your voice has come through the whole pipeline, and so has mine.',
    'With a Google API key in the settings, Gemini answers in my place.',
  ],
} as const;
