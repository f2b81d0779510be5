/** Words of the talk with the agent: what is wrong with it, and what is done about it. */
export const TALK = {
  // Notes in the transcript.
  'note.supervisor-says': 'Supervisor: {{words}}',
  'note.told-to-say': 'The AI was told to say: {{text}}',
  'note.whispered': 'Whispered to the AI: {{text}}',
  'note.rule-notice': 'Rule: {{reason}}',
  'note.rule-whisper': 'Rule whispers to the AI: {{reason}}',
  'note.rule-hand-over': 'Rule hands the caller to {{target}}: {{reason}}',
  'note.rule-failed': 'Rule "{{reason}}" could not act. {{why}}',
  'note.instruction-later':
    'The AI is not connected. It gets the new instruction when it is connected again.',
  'note.taken-over': 'Supervisor took over',
  'note.handed-back': 'Supervisor handed back',
  'note.question': 'The AI asks the supervisor: {{question}}',
  'note.question-answered': 'Supervisor answers "{{question}}": {{answer}}',
  'note.question-unanswered': 'No answer to "{{question}}". {{why}}',
  'note.approval': 'The AI asks for approval: {{what}}',
  'note.approved': 'Supervisor approves: {{what}}',
  'note.approved-changed': 'Supervisor approves with changes: {{what}}',
  'note.rejected': 'Supervisor says no: {{what}}',
  'note.rejected-because': 'Supervisor says no: {{what}}. {{reason}}',
  'note.voice-changed': 'Voice changed to {{voice}}',
  'note.key-pressed': 'Caller pressed a key',
  'note.keyed': 'Caller keyed in: {{keys}}',
  'note.keyed-secret': 'Caller keyed in something secret, number of keys: {{count}}',
  'note.mailbox-hang-up': 'A mailbox answered: the call ends',
  'note.mailbox-text': 'A mailbox answered: the AI leaves a text after the beep',
  'note.party-changed': 'Transferred by phone: now {{party}} is on the line',
  'note.party-withheld': 'Transferred by phone: somebody else is on the line now',
  'note.restarted': 'Cordboard restarted; the call goes on',
  'note.not-ended-they-speak': 'The caller speaks: the AI does not end the call',
  'note.not-ended-unheard': 'Caller and AI do not hear each other: the AI does not end the call',

  // How a question of the agent closed.
  'question.answered': 'It has been answered already.',
  'question.approved': 'It has been approved already.',
  'question.rejected': 'It has been rejected already.',
  'question.late': 'Nobody answered in time.',
  'question.called-off': 'The AI no longer needs an answer.',
  'question.taken-over': 'The supervisor took the call over.',
  'question.agent-gone': 'The voice agent is gone.',
  'question.call-ended': 'The call ended.',

  'agent.renewing': 'The connection of the voice agent is being made anew.',
  'agent.resuming': 'The connection of the voice agent was lost; it is being restored.',
  'agent.gone': 'The voice agent is gone.',
  'agent.defect': 'The agent failed in an unforeseen way. This is a defect of Cordboard.',
  'voice.not-changed': 'The voice could not be changed to {{voice}}: {{why}}',
  'alert.caller-silent': 'The caller has said nothing for {{seconds}} s.',
  'alert.agent-soundless':
    'The AI has been silent for {{seconds}} s although it should speak; its connection is made anew.',
  'alert.agent-talking':
    'The AI has talked for {{seconds}} s without a pause; it has been asked to come to an end.',
  'alert.agent-mute': 'The AI answers without sound, also over a new connection.',
  'alert.no-answer': 'The AI has not answered for {{seconds}} s.',
  'alert.long-call': 'The call has lasted {{minutes}} min.',
  'alert.rule': '{{reason}}',
  'alert.rule-failed': '{{reason}} (the rule could not act: {{why}})',
  'caller.sends-nothing':
    'No audio comes from the caller. Their telephone may be muted or on hold, or leave silence out.',
  'hearing.unheard':
    'Asterisk hears the caller, Cordboard does not. Their audio does not arrive over the media path or, with VAD_ENGINE=energy, VAD_ENERGY_THRESHOLD is too high for it.',
} as const;
