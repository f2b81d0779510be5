/** Words of callers' channels in Asterisk. */
export const ASTERISK = {
  'asterisk.not-configured':
    'Asterisk is not configured. Set ARI_BASE_URL, ARI_USERNAME and ARI_PASSWORD (see the README), then start again.',
  'asterisk.nothing-to-take-over':
    'No other console serves the application; there is nothing to take over.',
  'asterisk.events-elsewhere':
    'Nobody can be called now: the events of Asterisk do not come to this Cordboard. See the state of Asterisk for the reason.',
  'asterisk.taken-over':
    'Another Cordboard has taken over the calls of this STASIS_APP. This call goes on here; the keys and the hold of its caller are not seen meanwhile.',
  'dialplan.no-fallback':
    'The dialplan has no extension "fallback" in {{context}} (FALLBACK_CONTEXT). Cordboard itself apologises to callers whom it cannot serve. Take the extension over from asterisk-config/extensions.conf.',
  'dialplan.no-join':
    'The dialplan has no extension "join" in {{context}} (TRANSFER_CONTEXT), so attended transfers fail. Take the context over from asterisk-config/extensions.conf.',
  'dialplan.no-outbound':
    'The dialplan has no context {{context}} (OUTBOUND_ENDPOINT), so nobody can be called. Take it over from asterisk-config/extensions.conf, or set OUTBOUND_ENDPOINT.',
  'conference.not-movable':
    'A conference cannot be put on hold or sent on; its members can be hung up.',
  'conference.company': 'In conference {{extension}} with {{others}} more. {{assistant}}',
  'conference.assistant-absent': '*1 brings the assistant in.',
  'conference.assistant-listening': 'The assistant listens; its name or *1 lets it speak.',
  'conference.assistant-taking-part': 'The assistant takes part; *0 lets it go.',
} as const;
