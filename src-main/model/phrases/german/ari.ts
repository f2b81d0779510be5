/** German words of Asterisk's REST interface. */
import type { ARI as ENGLISH } from '../english/ari';

export const ARI = {
  'ari.base-url-invalid':
    'ARI_BASE_URL ist keine URL. Eine Adresse wie http://localhost:8088/ari setzen.',
  'ari.base-url-scheme':
    'ARI_BASE_URL muss mit http:// oder https:// beginnen, etwa http://localhost:8088/ari.',
  'ari.base-url-login':
    'ARI_BASE_URL darf keine Zugangsdaten enthalten. Diese gehören in ARI_USERNAME und ARI_PASSWORD.',

  'ari.no-answer':
    'Asterisk unter {{url}} hat nicht innerhalb von {{limitMs}} ms geantwortet. Ist es überlastet, oder liegt eine Firewall dazwischen?',
  'ari.nothing-listens':
    'Unter {{url}} nimmt nichts Verbindungen an. Läuft Asterisk, mit enabled=yes in http.conf, und stimmt ARI_BASE_URL?',
  'ari.host-unknown':
    'Der Hostname von {{url}} ist nicht bekannt. ARI_BASE_URL und das Netz prüfen.',
  'ari.certificate-untrusted':
    'Das TLS-Zertifikat von {{url}} ist nicht vertrauenswürdig ({{why}}). Asterisk ein Zertifikat geben, dem dieser Rechner vertraut, oder die Datei der Zertifizierungsstelle in NODE_EXTRA_CA_CERTS nennen.',
  'ari.no-tls':
    '{{url}} spricht kein TLS. In ARI_BASE_URL http:// verwenden oder den TLS-Port von http.conf (meist 8089).',
  'ari.connection-failed': 'Die Verbindung zu Asterisk unter {{url}} ist fehlgeschlagen ({{why}}).',

  'ari.login-refused':
    'Asterisk hat die Anmeldung des ARI-Benutzers „{{username}}“ abgelehnt. ARI_USERNAME und ARI_PASSWORD auf einen Benutzer von ari.conf setzen; --check zeigt Länge und Ende des benutzten Kennworts.',
  'ari.login-not-from-here':
    'Asterisk lässt den ARI-Benutzer „{{username}}“ von diesem Rechner aus nicht zu. permit und deny in ari.conf und http.conf prüfen.',
  'ari.off':
    'Asterisk antwortet unter {{url}}, aber nicht mit ARI. In ari.conf enabled=yes setzen, res_ari laden und den Pfad in ARI_BASE_URL prüfen (meist /ari, nach einem etwaigen Präfix von http.conf).',
  'ari.not-ari':
    'Was unter {{url}} antwortet, ist nicht das ARI von Asterisk. Host, Port und Pfad von ARI_BASE_URL prüfen.',
  'ari.starting': 'Asterisk startet gerade oder wird beendet.',

  'ari.description-unreadable': 'Die API-Beschreibung von Asterisk war nicht lesbar ({{why}}).',
  'ari.description-late':
    'Die API-Beschreibung von Asterisk ist nicht innerhalb von {{limitMs}} ms eingetroffen.',
  'ari.description-missing':
    'Asterisk hat keine Beschreibung seines ARI (rest-api/api-docs in seinem Datenordner). Diese Dateien installieren; sie gehören zu Asterisk.',
  'ari.description-unexpected':
    'Die API-Beschreibung {{name}} von Asterisk ist nicht wie erwartet: {{why}}. Die Beschreibung installieren, die zu diesem Asterisk gehört.',
  'ari.description-not-json':
    'Die API-Beschreibung von Asterisk ist kein JSON. Die Beschreibung installieren, die zu diesem Asterisk gehört.',
  'ari.client-failed': 'Der ARI-Client ist fehlgeschlagen: {{why}}.',

  'ari.events-late':
    'Asterisk hat seinen Ereignis-WebSocket nicht innerhalb von {{limitMs}} ms geöffnet.',
  'ari.events-refused': 'Asterisk hat den WebSocket für Ereignisse nicht angenommen.',
  'ari.events-closed': 'Asterisk hat den Ereignis-WebSocket geschlossen (Code {{code}}).',
  'ari.silent': 'Asterisk hat {{silentMs}} ms lang nicht geantwortet.',
  'ari.called-off': 'Die Verbindung zu Asterisk wurde abgebrochen.',
  'ari.defect': 'Die Verbindung zu Asterisk endete durch einen Fehler in Cordboard: {{why}}.',

  'ari.taken':
    'Ein anderer Leitstand bedient die Anwendung „{{app}}“ auf diesem Asterisk und bekommt ihre Anrufe. Die Anwendung übernehmen, um sie hier zu bekommen, den anderen Leitstand beenden oder diesem einen anderen Namen in STASIS_APP geben (und im Wählplan).',
  'ari.taken-by':
    'Ein anderer Leitstand, {{by}}, bedient die Anwendung „{{app}}“ auf diesem Asterisk und bekommt ihre Anrufe. Die Anwendung übernehmen, um sie hier zu bekommen, den anderen Leitstand beenden oder diesem einen anderen Namen in STASIS_APP geben (und im Wählplan).',

  'ari.module-missing':
    'Asterisk läuft ohne {{module}}; ohne dieses Modul kann Cordboard nicht arbeiten. Es laden: module load {{module}} (und eine noload-Zeile dafür aus modules.conf entfernen).',
  'ari.version-too-old':
    'Asterisk {{version}} ist zu alt für Ton über WebSocket; RTP oder AudioSocket kann ihn stattdessen übertragen. Besser auf {{required}} aktualisieren.',
  'ari.version-insecure':
    'Asterisk {{version}} hat bekannte Sicherheitslücken im ARI. Auf 22.10.1, 20.20.1, 23.4.1 oder neuer aktualisieren.',
  'ari.version-unknown':
    'Asterisk nennt seine Version „{{version}}“; daraus geht nicht hervor, ob es mindestens {{required}} ist.',
  'ari.read-only-user':
    'Der ARI-Benutzer „{{username}}“ darf nur lesen. In ari.conf für ihn read_only=no setzen und res_ari neu laden.',

  'ari.not-found': 'Asterisk kennt diesen Kanal oder diese Bridge nicht ({{answer}}).',
  'ari.not-now': 'Asterisk kann das gerade nicht ({{answer}}).',
  'ari.not-allowed':
    'Asterisk erlaubt das diesem ARI-Benutzer nicht ({{answer}}). ARI_USERNAME, ARI_PASSWORD und read_only in ari.conf prüfen.',
  'ari.refused': 'Asterisk hat abgelehnt ({{answer}}). Siehe dessen Log.',
  'ari.unexpected-answer': 'Die Antwort von Asterisk ist nicht wie erwartet: {{why}}',
  'ari.media-parameter-unsafe':
    'Der externe Ton wurde nicht angefordert: Der Wert des Parameters „{{name}}“ gilt nicht als sicher für Asterisk.',
  'ari.channel-id-unsafe':
    'Der externe Ton wurde nicht angefordert: Seine Kanal-ID muss eine UUID enthalten und darf nur aus Buchstaben, Ziffern, „_“, „-“ und „.“ bestehen.',
  'ari.channel-id-used':
    'Der externe Ton wurde nicht angefordert: Seine Kanal-ID war schon vergeben, und jeder Versuch braucht eine neue.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
