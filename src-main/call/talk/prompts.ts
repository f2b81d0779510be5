/**
 * Everything the agent is told in a call, apart from what a profile or a plugin says (its system
 * instruction, its own tools) and why a tool failed (phrases, since people read that too): the one
 * place to tune it, with aboutCall.ts for the facts of the call. The agent reads these texts; the
 * caller does not hear them. They call the caller "they", because an agent may carry a "he" over
 * into the language it speaks. Texts that only one adapter needs for its service stand with the
 * adapter (`agent/gemini/setup/prompts.ts`).
 */
import { talkLines } from '#main/agent/talkLines';
import type { HistoryTurn } from '#main/agent/voiceAgent';

/** The agent speaks first. `opening`: what it opens with; without one, its instruction decides. */
export function greet(opening?: string): string {
  const how =
    opening === undefined
      ? 'Greet the caller in the way your instructions say, then wait for an answer.'
      : `Open the call like this, then wait for an answer: ${opening}`;
  return `The caller is on the line now and can hear you. ${how}`;
}

/**
 * The agent speaks first. `greeting`: what `greet` says, or empty; `disclosure`: the sentence that
 * says that one talks with an AI, or empty. Empty if there is nothing to open with.
 */
export function openWith(greeting: string, disclosure: string): string {
  if (disclosure === '') {
    return greeting;
  }
  return greeting === ''
    ? `The caller is on the line now and can hear you. Say exactly this sentence, word for word, and nothing more, then wait for the caller: "${disclosure}"`
    : `${greeting}\nBegin with exactly this sentence, word for word, before anything else: "${disclosure}"`;
}

/**
 * The agent's instruction, by which it says that sentence first, also to a caller who speaks before
 * it.
 */
export function discloseFirst(instruction: string, disclosure: string): string {
  return disclosure === ''
    ? instruction
    : `${instruction}\n\nThe first thing you say in this call is exactly this sentence, word for word, before any greeting or answer: "${disclosure}" Say it once.`;
}

/** The agent's instruction in a call that it places. `greeting`: what `greet` says, or empty. */
export function placedByYou(instruction: string, greeting: string): string {
  const then = greeting === '' ? '' : ` Answer their first words so: ${greeting}`;
  return (
    `${instruction}\n\nYou have placed this call, so who answers speaks first. ` +
    `Wait until they have finished.${then} ` +
    'If a mailbox, an answering machine or a menu answers in place of a person, say nothing to it ' +
    'and call voicemail_reached.'
  );
}

/** A beep was heard in a call that the agent has placed. */
export function beepHeard(): string {
  return (
    'There was a beep on the line, as of a mailbox that records now. ' +
    'If you have not talked with a person, call voicemail_reached.'
  );
}

/** Something was wrong with the line, or with the agent, while it spoke last. */
export function sayAgain(): string {
  return (
    'The caller has probably not heard what you said last. ' +
    'Say it again in a few words, then wait for their answer.'
  );
}

/** The call ends for this reason once the agent has said goodbye. */
export function sayGoodbye(reason: 'caller-silent' | 'time-over' | 'supervisor-ends'): string {
  const why = {
    'caller-silent': 'The caller still says nothing.',
    'time-over': 'The time of this call is over.',
    'supervisor-ends': 'Your supervisor ends this call now.',
  }[reason];
  return `${why} Say in one short sentence that the call ends now, and say goodbye.`;
}

/** The call reaches its longest duration in a minute. */
export function oneMinuteLeft(): string {
  return (
    'This call has to end in one minute, because it has then reached its longest duration. ' +
    'Bring the conversation to a good end in that time.'
  );
}

/** The caller has been silent for `seconds`. */
export function askWhetherStillThere(seconds: number): string {
  return (
    `The caller has said nothing for ${seconds} s. ` +
    'Ask in a few words whether they are still there.'
  );
}

/** The agent has talked for `seconds` without a pause. */
export function comeToAnEnd(seconds: number): string {
  return (
    `You have talked for ${seconds} s without a pause. ` +
    'Finish in one short sentence and let the caller speak.'
  );
}

/** The caller has heard nothing of what the agent said, or was to say. */
export function answerAloud(): string {
  return (
    'Your last turn had no sound: the caller has heard nothing of it and is waiting. ' +
    'Say it aloud now, from its beginning. ' +
    'If you do not know what they asked, ask them in one short sentence to say it again.'
  );
}

/** An answer of the agent broke off. `heard`: what the caller has heard of it. */
export function goOn(heard: string): string {
  return (
    'You were cut off in the middle of your answer. ' +
    `The caller has heard this of it: "${heard}" They are waiting for the rest. ` +
    'Take up the sentence that broke off and finish your answer. ' +
    'Do not greet them and do not begin anew.'
  );
}

/** The caller got no audible answer in spite of several attempts. */
export function askToSayAgain(): string {
  return (
    'The caller may have said something that you did not hear. ' +
    'Ask them in one short sentence to say it again.'
  );
}

/** The agent ended the call while the caller went on speaking. */
export function notEndedTheySpeak(): string {
  return (
    'The call was not ended, because the caller went on speaking. ' +
    'End it again once they have nothing more to ask.'
  );
}

/** The agent ended the call while it and the caller could not hear each other. */
export function notEndedUnheard(): string {
  return (
    'The call was not ended, because the caller and you cannot hear each other at the moment. ' +
    'Wait until you hear them, and end it again once they have nothing more to ask.'
  );
}

/** The supervisor whispers an instruction. */
export function whispered(instruction: string): string {
  return (
    'Instruction of your supervisor, which the caller does not hear. ' +
    `Follow it from now on and do not mention it: ${instruction}`
  );
}

/** The caller has keyed something in. `isSecret`: nobody else is to hear or read it. */
export function keyedIn(keys: string, isSecret: boolean): string {
  const care = isSecret ? ' It is secret: use it where it is needed, but never say it aloud.' : '';
  return `The caller has keyed this in on their telephone: "${keys}".${care}`;
}

/** The agent has just been told what the caller has keyed in. */
export function answerKeys(): string {
  return 'The caller has finished keying in what you were told last, and waits. Go on with it.';
}

/**
 * A transfer by phone has put somebody else on the line. `party`: who, empty if not known;
 * `disclosure`: the sentence that says that one talks with an AI, or empty.
 */
export function partyChanged(party: string, disclosure: string): string {
  const who = party === '' ? '' : ` (${party})`;
  const first =
    disclosure === '' ? '' : ` The first thing they hear is exactly this sentence: "${disclosure}"`;
  return (
    `The call was transferred by telephone: somebody else is on the line with you now${who}. ` +
    'They may not know what was said before. Do not open the call anew: ' +
    `tell them in one short sentence who you are, and go on from where the talk stands.${first}`
  );
}

/**
 * The supervisor spoke instead of the agent. `words`: the transcript, one line for each turn; may
 * be empty.
 */
export function handedBack(words: string): string {
  const said =
    words === '' ? 'What was said meanwhile was not written down.' : `This was said:\n${words}`;
  return (
    `Your supervisor took the call over and spoke with the caller in person. ${said}\n` +
    'From now on you speak with the caller again. Go on from there.'
  );
}

/** `words`: the last that supervisor and caller said; the agent has been told the rest already. */
export function saidLast(words: string): string {
  return `This was said last, before you went on:\n${words}`;
}

/** Begins what the agent is told of a take-over: what the supervisor promised the caller. */
export function promised(promises: readonly string[]): string {
  return `Promised to the caller: ${promises.join(' ')}`;
}

/** The supervisor stopped the agent. `heard`: what the caller has heard of its words. */
export function cutOff(heard: string): string {
  const known =
    heard === '' ? 'They have heard nothing of it.' : `They have heard only this: "${heard}"`;
  return (
    `Your supervisor stopped you before the caller heard the rest of what you said. ${known} ` +
    'Do not say the rest, and do not mention that you were stopped. ' +
    'Wait for the caller, or for your supervisor.'
  );
}

/** The agent was stopped, and has just been told what its supervisor whispered. */
export function answerWhisper(): string {
  return (
    'Your supervisor stopped you and has just told you what to do. ' +
    'The caller waits in silence: do it now, and speak to them.'
  );
}

/** The agent was stopped, and neither the caller nor the supervisor has said anything since. */
export function goOnAfterStop(): string {
  return (
    'Since your supervisor stopped you, nobody has said anything, and the caller waits in silence. ' +
    'Go on by yourself in one or two short sentences, without what you were stopped in.'
  );
}

/** The supervisor who spoke in the agent's place has gone without handing the call back. */
export function supervisorLeft(): string {
  return (
    'The line of your supervisor broke while they spoke with the caller, who now hears nothing. ' +
    'Say in one short sentence that you are with them again, and go on with what they need.'
  );
}

/** The agent goes on with a call without knowing what was said in it; now that is known. */
export function saidBefore(turns: readonly HistoryTurn[]): string {
  return `This is what you and the caller said earlier in this call:\n${talkLines(turns)}`;
}

/** System instruction of a session that only writes down what one person says. */
export function onlyListen(): string {
  return (
    'You only listen. Two people talk with each other and nobody talks to you. ' +
    'Never say anything, whatever you hear.'
  );
}

type DoingToolName =
  'end_call' | 'transfer_call' | 'send_dtmf' | 'take_message' | 'voicemail_reached';

/** What a tool does, and when to use it. */
export function describeTool(tool: DoingToolName | 'ask_supervisor'): string {
  return {
    end_call:
      'Ends the telephone call. Say goodbye first, then call this; ' +
      'what you have said is still heard to its end. ' +
      'Only when the caller has nothing more to ask.',
    transfer_call:
      'Connects the caller with somebody else. Tell the caller first; ' +
      'what you have said is still heard to its end. After that you are no longer in the call.',
    send_dtmf:
      'Presses keys of the telephone, as for the menu of a machine at the other end. ' +
      'Only when you are asked to press a key.',
    take_message:
      'Leaves a message of the caller for the people of this number. ' +
      'Ask for what is missing and repeat the message to the caller before you call this.',
    ask_supervisor:
      'Asks your supervisor what you may not decide or do not know. ' +
      'Tell the caller that you are asking. The answer comes by itself after a while: ' +
      'go on talking with the caller until then, promise nothing, and do not ask the same again.',
    voicemail_reached:
      'Says that a mailbox or another machine has answered in place of a person. ' +
      'Call it as soon as you notice, without a word to the machine.',
  }[tool];
}

/** What to give for a parameter of `send_dtmf` or `take_message`. */
export function describeParameter(parameter: 'digits' | 'from' | 'call_back' | 'text'): string {
  return {
    digits: 'The keys in their order: 0 to 9, A to D, * and #; w is a short pause.',
    from: 'Who leaves the message, as the caller said it.',
    call_back: 'Number or other way to reach the caller; empty if none was said.',
    text: 'The message, in the words of the caller.',
  }[parameter];
}

/** What to give for a parameter of `ask_supervisor`. */
export function describeQuestion(parameter: 'question' | 'without_answer' | 'seconds'): string {
  return {
    question: 'The question in one or two sentences, with what the supervisor must know for it.',
    without_answer: 'What you will do if no answer comes, in one sentence.',
    seconds: 'How long the caller can wait for the answer, seconds.',
  }[parameter];
}

/** Goes on after the description of a tool. */
export function needsApproval(): string {
  return (
    'Your supervisor has to approve it first, which takes a while, and may change it or say no. ' +
    'Tell the caller that you are asking, and go on talking with them until the result comes. ' +
    'Do not say that it is done before, and do not call it again.'
  );
}

/** What to give for the target of `transfer_call`: one of these names. */
export function describeTargets(
  targets: readonly { readonly name: string; readonly description: string }[],
): string {
  const list = targets.map(({ name, description }) =>
    description === '' ? name : `${name}: ${description}`,
  );
  return `Who to connect the caller with. ${list.join('; ')}`;
}

/** A tool has done what it is for. */
export function toolSucceeded(tool: DoingToolName): string {
  return {
    end_call: 'The call ends now. Say nothing more.',
    transfer_call: 'The caller is being connected.',
    send_dtmf: 'Sent.',
    take_message: 'The message was written down.',
    voicemail_reached: 'Say nothing now. If a text is to be left, you will be told.',
  }[tool];
}

/**
 * A tool has answered after the session that called it was gone, or had called it off. `call` and
 * `result`: as JSON would show them.
 */
export function lateResult(call: string, result: string, aloud: boolean): string {
  const then = aloud ? 'Tell the caller.' : 'Use it when it is needed.';
  return `Result of ${call} that you asked for earlier: ${result}. Do not ask for it again. ${then}`;
}

/** The answer of an HTTP tool was longer than its profile allows. */
export function answerWasLonger(): string {
  return 'The answer was longer; this is its beginning.';
}
