/** How a long call goes on, whichever firm was called. */
import type { Exchange } from './script';

/** The caller has moved house. */
const CONTACT_DETAILS: readonly Exchange[] = [
  {
    caller:
      'Thank you. While I have you on the line, I have moved house and need to change my address.',
    agent: 'Certainly. What is the new address?',
  },
  {
    caller: 'It is twenty two, Orchard Lane. The town is the same as before.',
    agent:
      'Twenty two, Orchard Lane. I have changed the address, and I can see an old telephone number here as well, which ends in five, one. Is that one still right, or would you like me to take it out?',
    bargeIn: {
      caller: 'No, please take that one out.',
      agent: 'It is out. We will use the number you are calling from.',
    },
  },
  {
    caller: 'And could you send letters by email from now on?',
    agent: 'Yes. I will send you an email with a link in it. Please open it today to confirm.',
  },
  {
    caller: 'How long does it take until the new address is used?',
    agent:
      'It is used at once for everything that is sent from tomorrow on. What is in the post already still goes to the old address, so it is a good idea to ask your new neighbours there for another week or two.',
    bargeIn: {
      caller: 'Right, I have asked them already.',
      agent: 'Very good, then nothing can get lost.',
    },
  },
];

/** The agent may ask a few questions. */
const FEEDBACK: readonly Exchange[] = [
  {
    caller: 'I think that is everything from my side.',
    agent: 'May I ask you three short questions about our service? It takes one minute.',
  },
  {
    caller: 'All right, go ahead.',
    agent: 'Thank you. On a scale from one to five, how easy was it to reach us today?',
  },
  {
    caller: 'Five, I did not have to wait at all.',
    agent: 'And how well has your question been answered, again from one to five?',
  },
  {
    caller: 'Let me think. I would say four.',
    agent:
      'Thank you. Is there anything that we could have done better? You can say whatever comes to your mind, and I will write it down and pass it on to the people who plan our service.',
    bargeIn: {
      caller: 'A message before somebody comes would be nice.',
      agent: 'I have written that down. Thank you for telling us.',
    },
  },
];

/** Every follow-up, in the order in which they may come in one call. */
export const FOLLOW_UPS: readonly (readonly Exchange[])[] = [CONTACT_DETAILS, FEEDBACK];
