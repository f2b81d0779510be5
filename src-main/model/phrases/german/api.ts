/** German words of the HTTP API. */
import type { API as ENGLISH } from '../english/api';

export const API = {
  'api.port-taken':
    'Port {{port}} auf {{host}} ist von einem anderen Programm belegt. Dieses Programm beenden oder API_PORT auf einen anderen Port setzen. Cordboard versucht es alle 10 s erneut.',
  'api.port-forbidden':
    'Port {{port}} erfordert besondere Rechte. API_PORT auf einen Port über 1023 setzen.',
  'api.host-not-here': '{{host}} ist keine Adresse dieses Rechners. API_HOST berichtigen.',
  'api.cannot-listen':
    'Die HTTP-API kann auf {{host}}, Port {{port}} keine Verbindungen annehmen ({{why}}). API_HOST und API_PORT prüfen.',
  'api.stopped': 'Die HTTP-API wurde angehalten.',
  'api.tls-half-set': 'API_TLS_CERT_FILE und API_TLS_KEY_FILE entweder beide setzen oder keine.',
  'api.tls-unusable':
    'Das Zertifikat der HTTP-API ist nicht verwendbar ({{why}}). API_TLS_CERT_FILE und API_TLS_KEY_FILE prüfen.',
  'api.exposed':
    'Andere Rechner erreichen die HTTP-API unverschlüsselt. Token und Worte der Anrufer sind so im Netz lesbar. API_TLS_CERT_FILE und API_TLS_KEY_FILE setzen oder API_HOST=127.0.0.1.',

  // Refusals that only HTTP knows.
  'http.no-route': 'Hier gibt es nichts. GET /docs nennt die Routen.',
  'http.unreadable': 'Diese Anfrage ist nicht als HTTP lesbar.',
  'http.malformed': 'Diese Anfrage ist nicht lesbar: {{why}}',
  'http.too-large': 'Der Inhalt der Anfrage ist zu groß: {{why}}',
  'http.no-json': 'Der Inhalt der Anfrage muss JSON sein, mit content-type: application/json.',
  'http.rate-limit':
    'Mehr als {{max}} Anfragen in einer Minute. In {{seconds}} s erneut versuchen oder API_RATE_LIMIT erhöhen.',
  'http.wrong-host': 'Der Host-Header nennt weder diesen Rechner noch API_HOST.',
  'http.no-token':
    'Ein Token mitsenden: „Authorization: Bearer TOKEN“. Eines anlegen mit: npm run token -- NAME',
  'http.unknown-token':
    'Dieses Token ist unbekannt. Ein Token mitsenden: „Authorization: Bearer TOKEN“. Eines anlegen mit: npm run token -- NAME',
  'http.reading-token':
    'Dieses Token darf nur lesen. Eines zum Handeln anlegen mit: npm run token -- NAME --act',
  'http.no-such-range': 'Die Aufnahme hat {{bytes}} Byte.',
  'http.websocket-only': 'Das ist ein WebSocket: mit ws:// oder wss:// verbinden.',
  'http.too-many-streams':
    'Zu viele Ereignisströme sind offen. Einen beenden, dann erneut versuchen.',
  'http.other-profile-id': 'Die ID im Inhalt der Anfrage ist eine andere als die ID im Pfad.',

  'tokens.open-to-others':
    '{{path}} ist für andere Benutzer zugänglich, deshalb wird kein API-Token angenommen. Ausführen: chmod 600 {{path}}',
  'tokens.unreadable':
    '{{path}} ist nicht lesbar ({{why}}), deshalb wird kein API-Token angenommen.',
  'tokens.damaged':
    '{{path}} ist keine Datei mit API-Token, deshalb wird kein Token angenommen. Die Datei wiederherstellen oder entfernen und neue Token anlegen.',
  'tokens.wrong-name':
    'Der Name eines Tokens hat 1 bis 40 Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche.',
  'tokens.name-taken':
    'Ein Token {{name}} gibt es bereits. Es zuerst entfernen oder einen anderen Namen wählen.',
  'tokens.unknown': 'Ein Token {{name}} gibt es nicht.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
