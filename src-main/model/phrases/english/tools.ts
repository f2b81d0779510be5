/** Words of the agent's tools, for the agent and for the transcript. */
export const TOOLS = {
  // Notes in the transcript.
  'note.tool': 'Tool {{tool}}({{args}})',
  'note.tool-running': '{{what}}: under way',
  'note.tool-waiting': '{{what}}: waits for approval',
  'note.tool-answered': '{{what}}: answered in {{tookMs}} ms',
  'note.tool-failed': '{{what}}: failed. {{why}}',
  'note.tool-cancelled': '{{what}}: cancelled',
  'note.tool-call-ended': '{{what}}: the call ended',
  'tool.keys': '{{keys}} keys',

  'tool.unanswered':
    'No answer from your supervisor. {{why}} Do what you said you would do without one: {{fallback}}',
  'tool.rejected': 'Not carried out: your supervisor said no.',
  'tool.rejected-because': 'Not carried out: your supervisor said no. {{reason}}',
  'tool.not-approved': 'Not carried out: your supervisor did not approve it. {{why}}',

  'tool.late': 'The tool did not answer within {{seconds}} s.',
  'tool.too-many': 'Too many calls at once. Wait for the others first.',
  'tool.not-recorded': 'Its result was not recorded, and nothing is carried out in a replay.',
  'tool.unknown': 'There is no tool of this name.',
  'tool.failed': 'The tool failed ({{why}}).',
  'tool.cancelled': 'Cancelled.',
  'tool.no-such-target': 'Nobody of this name can be transferred to.',
  'tool.transfer-called-off': 'The caller is not to be sent on any more.',
  'tool.misconfigured': 'This tool is not set up as it must be.',
  'tool.host-slow': '{{host}} did not answer within {{timeoutMs}} ms.',
  'tool.host-unreachable': '{{host}} could not be reached ({{code}}).',
  'tool.host-not-allowed':
    '{{host}} may not be asked. Put the host on HTTP_TOOL_HOSTS (for one in a network of your own its address too); public hosts are asked by https only.',
  'tool.redirected':
    '{{host}} redirects elsewhere ({{status}}). Redirects are not followed: put the final address into the profile.',
  'tool.packed': '{{host}} sent a packed answer, which was not asked for.',
  'tool.status': 'The service answered {{status}}.',
  'tool.status-and-text': 'The service answered {{status}}: {{text}}',

  'look-up.late': 'There was no answer within {{timeoutMs}} ms.',
  'look-up.too-long': 'The answer is longer than {{max}} bytes.',
  'look-up.no-object': 'The answer is not a JSON object.',
  'look-up.none': 'The profile has no look-up.',
} as const;
