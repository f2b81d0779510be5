/** What the agent is told in the course of a talk, in words that it reads and nobody hears. The caller is "they". */

/** The caller has heard nothing of what the agent said, or was to say. */
export function answerAloud(): string {
  return (
    'Your last turn had no sound: the caller has heard nothing of it and is waiting. Say it aloud now, from its beginning. ' +
    'If you do not know what they asked, ask them in one short sentence to say it again.'
  );
}

/** An answer of the agent broke off. `heard`: what the caller has heard of it. */
export function goOn(heard: string): string {
  return (
    `You were cut off in the middle of your answer. The caller has heard this of it: "${heard}" They are waiting for the rest. ` +
    'Take up the sentence that broke off and finish your answer. Do not greet them and do not begin anew.'
  );
}

/** The caller got no answer that anybody could hear, however often it was tried. */
export function sayAgain(): string {
  return 'The caller may have said something that you did not hear. Ask them in one short sentence to say it again.';
}

/** The agent ended the call while the caller went on speaking. */
export function notEndedTheySpeak(): string {
  return 'The call was not ended, because the caller went on speaking. End it again once they have nothing more to ask.';
}

/** The agent ended the call while it and the caller could not hear each other. */
export function notEndedUnheard(): string {
  return (
    'The call was not ended, because the caller and you cannot hear each other at the moment. ' +
    'Wait until you hear them, and end it again once they have nothing more to ask.'
  );
}
