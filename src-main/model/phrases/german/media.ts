/** German words of the media connections and recordings. */
import type { MEDIA as ENGLISH } from '../english/media';

export const MEDIA = {
  'media.lost': 'Die Tonverbindung zu Asterisk ging verloren; sie wird wiederhergestellt.',
  'media-test.round-trip':
    'Hin und zurück zu Asterisk: {{medianMs}} ms (Median), {{p99Ms}} ms (99 %), höchstens {{longestMs}} ms, Frames: {{frames}}.',

  'media.in-use': 'Ton über {{way}}. Grund: {{why}}.',
  'media.no-way': 'Kein Transport kann den Ton übertragen: {{why}}. Eines dieser Module laden.',
  'media.way-cannot-work':
    'EXTERNAL_MEDIA_TRANSPORT ist {{wanted}}, aber {{why}}. Einen anderen Transport wählen oder auto.',
  'media.none-chosen': 'Für den Ton ist noch kein Transport gewählt.',
  'media.format-not-for-websocket':
    'AUDIO_FORMAT {{wanted}} gibt es nicht über WebSocket: slin16 wird benutzt.',
  'media.format-not-for-audiosocket':
    'AUDIO_FORMAT {{wanted}} gibt es nicht über AudioSocket: slin, linear mit 8 kHz, wird benutzt.',
  'media.audiosocket-has-no-slin16':
    'AudioSocket von Asterisk {{version}} hat kein slin16: slin, linear mit 8 kHz, wird benutzt.',
  // Why a transport is used, or cannot be; they complete a sentence.
  'media.way-is-set': 'so eingestellt',
  'media.better-way-failed': 'ein besserer Weg ist fehlgeschlagen: {{why}}',
  'media.modules-untold': 'Asterisk hat seine Module nicht genannt',
  'media.module-runs': 'Asterisk {{version}} hat {{module}} geladen',
  'media.module-not-loaded': '{{module}} ist nicht geladen',
  'media.websocket-needs-newer':
    'Asterisk {{version}} ist zu alt für Ton über WebSocket (nötig ist {{required}})',

  'media.port-taken':
    'EXTERNAL_MEDIA_PORT {{port}} ist auf {{host}} bereits belegt. Das andere Programm beenden oder einen anderen Port wählen, hier und bei websocket-listen auch in websocket_client.conf von Asterisk.',
  'media.port-forbidden':
    'EXTERNAL_MEDIA_PORT {{port}} darf dieser Benutzer nicht verwenden. Einen Port über 1023 wählen, hier und bei websocket-listen auch in websocket_client.conf von Asterisk.',
  'media.host-not-here': 'EXTERNAL_MEDIA_HOST {{host}} ist keine Adresse dieses Rechners.',
  'media.host-unknown': 'EXTERNAL_MEDIA_HOST {{host}} ist kein bekannter Name.',
  'media.cannot-listen':
    'Auf EXTERNAL_MEDIA_HOST {{host}}, EXTERNAL_MEDIA_PORT {{port}} sind keine Verbindungen möglich: {{why}}.',

  'media.called-off': 'Die Tonverbindung wurde abgebrochen.',
  'media.not-requested': 'Die Tonverbindung wurde geöffnet, ohne vorher angefordert zu sein.',
  'media.closed-at-once': 'Asterisk hat die Tonverbindung sofort geschlossen.',
  'media.closed-early':
    'Die Tonverbindung wurde geschlossen, bevor Asterisk seinen Ton angekündigt hat.',
  'media.broke': 'Die Tonverbindung ist abgerissen: {{why}}.',
  'media.stuck': 'Asterisk nimmt über die Tonverbindung keinen Ton mehr an.',
  'media.silent': 'Asterisk sendet keinen Ton und antwortet nicht mehr auf der Tonverbindung.',

  'media.channel-stayed-out':
    'Der Tonkanal ist nicht rechtzeitig in die Stasis-Anwendung gekommen. STASIS_APP und den ARI-Benutzer prüfen.',

  'media.audiosocket-missing':
    'Asterisk hat seinen AudioSocket nicht innerhalb von {{limitMs}} ms verbunden. TCP muss von dort zu EXTERNAL_MEDIA_HOST {{host}}, EXTERNAL_MEDIA_PORT {{port}} durchkommen.',

  'media.rtp-port-unnamed':
    'Asterisk hat den RTP-Port seines Tonkanals nicht genannt (UNICASTRTP_LOCAL_ADDRESS, UNICASTRTP_LOCAL_PORT). chan_rtp muss geladen sein; es gehört ab 16.6 zu Asterisk.',
  'media.rtp-no-route':
    'Von EXTERNAL_MEDIA_HOST {{host}} führt kein Weg zum RTP-Port {{peer}} von Asterisk: {{why}}.',
  'media.rtp-no-answer':
    'Der RTP-Port {{peer}} von Asterisk hat nicht innerhalb von {{limitMs}} ms geantwortet. UDP muss von hier dorthin durchkommen und von dort zu {{host}}:{{port}}.',
  'media.rtp-unreachable': 'Der RTP-Port von Asterisk ist nicht mehr erreichbar: {{why}}.',
  'media.rtp-ports-taken':
    'Kein UDP-Port von EXTERNAL_MEDIA_RTP_FIRST_PORT {{first}} bis EXTERNAL_MEDIA_RTP_LAST_PORT {{last}} ist auf {{host}} frei. Einen größeren Bereich wählen.',
  'media.rtp-ports-none':
    'EXTERNAL_MEDIA_RTP_FIRST_PORT {{first}} liegt über EXTERNAL_MEDIA_RTP_LAST_PORT {{last}}. Einen Bereich wählen, der Ports enthält.',
  'media.rtp-cannot-bind':
    'Auf EXTERNAL_MEDIA_HOST {{host}} ist kein RTP-Empfang möglich: {{why}}. Die Adresse dieses Rechners setzen, die Asterisk erreicht.',

  'media.websocket-late':
    'Asterisk hat die Tonverbindung nicht innerhalb von {{limitMs}} ms geöffnet.',
  'media.websocket-missing':
    'Asterisk hat seinen Ton nicht innerhalb von {{limitMs}} ms verbunden. Seine websocket_client.conf braucht einen Abschnitt [{{client}}] mit einer uri, die zu diesem Rechner führt: ws://HOST:{{port}}{{path}}',
  'media.websocket-nameless':
    'Die Verbindung hat nicht innerhalb von {{limitMs}} ms gesagt, zu welchem Kanal sie gehört (MEDIA_START).',
  'media.connection-unnamed':
    'Asterisk hat keine Tonverbindung genannt (MEDIA_WEBSOCKET_CONNECTION_ID). chan_websocket muss geladen sein; es gehört ab 20.18, 22.8 oder 23.2 zu Asterisk.',
  'media.connection-id-invalid': 'Asterisk hat eine ungültige ID der Tonverbindung genannt.',
  'media.wrong-channel':
    'Asterisk hat den Ton eines anderen Kanals verbunden als des angeforderten.',
  'media.wrong-format':
    'Asterisk hat den Tonkanal als {{format}} mit Frames von {{frameBytes}} Byte geöffnet; Cordboard braucht slin16 mit {{neededBytes}}. Prüfen, ob am externen Tonkanal ein Codec eingestellt ist.',
  'media.refused-forbidden':
    'Asterisk hat die Tonverbindung mit HTTP 403 abgelehnt: Der Zugang zu /media ist beschränkt. Diesen Rechner in http.conf zulassen.',
  'media.refused-unknown':
    'Asterisk hat die Tonverbindung mit HTTP 404 abgelehnt: Der Kanal ist schon weg, oder http.conf hat ein anderes Präfix als ARI_BASE_URL.',
  'media.refused-taken':
    'Asterisk hat die Tonverbindung mit HTTP 409 abgelehnt: Dieser Tonkanal ist bereits verbunden.',
  'media.refused':
    'Asterisk hat die Tonverbindung mit HTTP {{status}} abgelehnt. Siehe das Log von Asterisk.',
  'media.certificate-untrusted':
    'Die Tonverbindung zu Asterisk ist nicht vertrauenswürdig: {{why}}. Die Datei der Zertifizierungsstelle in NODE_EXTRA_CA_CERTS nennen.',
  'media.connection-failed': 'Die Tonverbindung zu Asterisk ist fehlgeschlagen: {{why}}.',

  'vad.broken':
    'Die Erkennung der Sprachaktivität (silero) ist ausgefallen und wird neu gestartet: {{why}} Bis dahin entscheidet die Lautstärke; Geräusche auf der Leitung können sie täuschen.',
  'vad.unusable':
    'Die Erkennung der Sprachaktivität (silero) läuft auf diesem Rechner nicht: {{why}} Stattdessen entscheidet die Lautstärke; VAD_ENGINE=energy wählt das ohne diesen Hinweis.',
  'vad.behind':
    'Die Erkennung der Sprachaktivität (silero) kommt nicht nach: Dieser Rechner hat zu viel zu tun. Bei Anrufen mit späten Antworten entscheidet solange die Lautstärke; Geräusche auf der Leitung können sie täuschen. Hier weniger Anrufe annehmen (MAX_CALLS) oder diesem Rechner mehr Rechenzeit geben.',
  'media.vad-thread-ended': 'Der Thread des Modells endete mit Code {{code}}.',
  'media.vad-thread-silent': 'Der Thread des Modells hat nicht geantwortet.',

  'media.recording-not-created': 'Die Aufnahme {{path}} kann nicht angelegt werden: {{why}}.',
  'media.recording-incomplete': 'Die Aufnahme {{path}} ist nicht vollständig: {{why}}.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
