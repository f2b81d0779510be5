/** Words of the media connections and recordings. */
export const MEDIA = {
  'media.lost': 'The audio connection to Asterisk was lost; it is being restored.',
  'media-test.round-trip':
    'Round trip to Asterisk and back: {{medianMs}} ms (median), {{p99Ms}} ms (99 %), {{longestMs}} ms at most, of {{frames}}.',

  'media.in-use': 'Audio by {{way}}, because {{why}}.',
  'media.no-way': 'No transport can carry audio: {{why}}. Load one of these modules.',
  'media.way-cannot-work':
    'EXTERNAL_MEDIA_TRANSPORT is {{wanted}}, but {{why}}. Choose another one, or auto.',
  'media.none-chosen': 'No transport has been chosen for the audio yet.',
  'media.format-not-for-websocket':
    'AUDIO_FORMAT {{wanted}} is not for WebSocket media: slin16 is used.',
  'media.format-not-for-audiosocket':
    'AUDIO_FORMAT {{wanted}} is not for AudioSocket: slin, 8 kHz linear, is used.',
  'media.audiosocket-has-no-slin16':
    'AudioSocket of Asterisk {{version}} has no slin16: slin, 8 kHz linear, is used.',
  // Why a transport is used, or cannot be; they complete a sentence.
  'media.way-is-set': 'it is set so',
  'media.better-way-failed': 'a better way failed: {{why}}',
  'media.modules-untold': 'Asterisk did not tell its modules',
  'media.module-runs': 'Asterisk {{version}} runs {{module}}',
  'media.module-not-loaded': '{{module}} is not loaded',
  'media.websocket-needs-newer':
    'Asterisk {{version}} is too old for WebSocket media (it needs {{required}})',

  'media.port-taken':
    "EXTERNAL_MEDIA_PORT {{port}} is already in use on {{host}}. Stop the other program, or choose another port here and, for websocket-listen, in Asterisk's websocket_client.conf.",
  'media.port-forbidden':
    "EXTERNAL_MEDIA_PORT {{port}} may not be used by this user. Choose one above 1023, here and, for websocket-listen, in Asterisk's websocket_client.conf.",
  'media.host-not-here': 'EXTERNAL_MEDIA_HOST {{host}} is not an address of this machine.',
  'media.host-unknown': 'EXTERNAL_MEDIA_HOST {{host}} is not a known name.',
  'media.cannot-listen':
    'Cannot listen on EXTERNAL_MEDIA_HOST {{host}}, EXTERNAL_MEDIA_PORT {{port}}: {{why}}.',

  'media.called-off': 'The media connection was called off.',
  'media.not-requested': 'The media connection was not requested before it was opened.',
  'media.closed-at-once': 'Asterisk closed the media connection at once.',
  'media.closed-early': 'The media connection closed before Asterisk announced its media.',
  'media.broke': 'The media connection broke: {{why}}.',
  'media.stuck': 'Asterisk takes no more audio on the media connection.',
  'media.silent': 'Asterisk neither sends audio nor answers on the media connection any more.',

  'media.channel-stayed-out':
    'The media channel did not enter the Stasis application in time. Check STASIS_APP and the ARI user.',

  'media.audiosocket-missing':
    'Asterisk did not connect its AudioSocket within {{limitMs}} ms. TCP must get through from it to EXTERNAL_MEDIA_HOST {{host}}, EXTERNAL_MEDIA_PORT {{port}}.',

  'media.rtp-port-unnamed':
    'Asterisk did not name the RTP port of its media channel (UNICASTRTP_LOCAL_ADDRESS, UNICASTRTP_LOCAL_PORT). chan_rtp must be loaded; it comes with Asterisk 16.6.',
  'media.rtp-no-route':
    "There is no way from EXTERNAL_MEDIA_HOST {{host}} to Asterisk's RTP port {{peer}}: {{why}}.",
  'media.rtp-no-answer':
    "Asterisk's RTP port {{peer}} did not answer within {{limitMs}} ms. UDP must get through from here to it, and from it to {{host}}:{{port}}.",
  'media.rtp-unreachable': "Asterisk's RTP port cannot be reached any more: {{why}}.",
  'media.rtp-ports-taken':
    'No UDP port from EXTERNAL_MEDIA_RTP_FIRST_PORT {{first}} to EXTERNAL_MEDIA_RTP_LAST_PORT {{last}} is free on {{host}}. Choose a wider range.',
  'media.rtp-ports-none':
    'EXTERNAL_MEDIA_RTP_FIRST_PORT {{first}} is above EXTERNAL_MEDIA_RTP_LAST_PORT {{last}}. Choose a range with ports in it.',
  'media.rtp-cannot-bind':
    'Cannot receive RTP on EXTERNAL_MEDIA_HOST {{host}}: {{why}}. Set it to the address of this machine that Asterisk reaches.',

  'media.websocket-late': 'Asterisk did not open the media connection within {{limitMs}} ms.',
  'media.websocket-missing':
    'Asterisk did not connect its media within {{limitMs}} ms. Its websocket_client.conf needs a section [{{client}}] with a uri that leads to this machine: ws://HOST:{{port}}{{path}}',
  'media.websocket-nameless':
    'The connection did not say within {{limitMs}} ms which channel it belongs to (MEDIA_START).',
  'media.connection-unnamed':
    'Asterisk did not name a media connection (MEDIA_WEBSOCKET_CONNECTION_ID). chan_websocket must be loaded; it comes with Asterisk 20.18, 22.8 or 23.2.',
  'media.connection-id-invalid': 'Asterisk named an invalid media connection id.',
  'media.wrong-channel': 'Asterisk connected the media of another channel than the requested one.',
  'media.wrong-format':
    'Asterisk opened the media channel as {{format}} with {{frameBytes}}-byte frames; Cordboard needs slin16 with {{neededBytes}}. Check for a codec option on the external media channel.',
  'media.refused-forbidden':
    'Asterisk refused the media connection with HTTP 403: access to /media is restricted. Allow this machine in http.conf.',
  'media.refused-unknown':
    'Asterisk refused the media connection with HTTP 404: the channel is already gone, or http.conf has another prefix than ARI_BASE_URL.',
  'media.refused-taken':
    'Asterisk refused the media connection with HTTP 409: this media channel is connected already.',
  'media.refused':
    'Asterisk refused the media connection with HTTP {{status}}. See the Asterisk log.',
  'media.certificate-untrusted':
    'The media connection to Asterisk is not trusted: {{why}}. Name the file of its authority in NODE_EXTRA_CA_CERTS.',
  'media.connection-failed': 'The media connection to Asterisk failed: {{why}}.',

  'vad.broken':
    'The voice detection (silero) broke and is being started again: {{why}} Speech is found by loudness meanwhile, which noise on the line can mislead.',
  'vad.unusable':
    'The voice detection (silero) does not run on this machine: {{why}} Speech is found by loudness instead; VAD_ENGINE=energy chooses that without this notice.',
  'vad.behind':
    'The voice detection (silero) does not keep up: this machine has too much to do. Calls whose answers are late find speech by loudness meanwhile, which noise on the line can mislead. Take fewer calls here (MAX_CALLS), or give this machine more processor time.',
  'media.vad-thread-ended': 'The thread of the model ended with code {{code}}.',
  'media.vad-thread-silent': 'The thread of the model did not answer.',

  'media.recording-not-created': 'The recording {{path}} cannot be created: {{why}}.',
  'media.recording-incomplete': 'The recording {{path}} is not complete: {{why}}.',
} as const;
