/** Words of the summaries of calls. */
export const SUMMARY = {
  'summary.off': 'The profile of this call makes no summaries. Switch them on in the profile.',
  'summary.call-goes-on': 'This call goes on. Its summary is made when it is over.',
  'summary.no-talk': 'The other party said nothing in this call that could be summed up.',
  'summary.running': 'A summary of this call is being made.',
  'summary.too-many': 'Too many summaries waited to be made. Make it by hand.',
  'summary.too-late': 'The program did not run for a day after the call. Make it by hand.',
  'summary.cancelled': 'The summary was called off.',
  'summary.request-refused':
    'Gemini refused the request to {{model}} (HTTP {{status}}). Check GEMINI_TEXT_MODEL, and outcomes and fields of the profile.',
  'summary.blocked': 'Gemini does not sum this call up ({{reason}}).',
  'summary.no-answer': 'The answer of Gemini was no summary ({{reason}}).',
} as const;
