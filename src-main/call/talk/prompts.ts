/** What the agent is told in the course of a talk, in words that it reads and nobody hears. The caller is "they". */

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
