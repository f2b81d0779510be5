import type { MEDIA_TEXTS as ENGLISH } from '../english/media';
import type { TextsOf } from './textsOf';

export const MEDIA_TEXTS = {
  EXTERNAL_MEDIA_TRANSPORT: {
    label: 'Transport des Tons',
    description:
      'Transport des Tons. websocket-dial: Cordboard verbindet sich mit Asterisk; dort ist nichts einzurichten. websocket-listen: Asterisk verbindet sich mit Cordboard. rtp, audiosocket: für ein Asterisk ohne Ton über WebSocket; es muss EXTERNAL_MEDIA_HOST erreichen. auto: der erste von websocket-dial, rtp und audiosocket, den dieses Asterisk kann und der sich verbindet.',
  },
  EXTERNAL_MEDIA_CONTROL_FORMAT: {
    label: 'Format der Steuernachrichten',
    description:
      'Format der WebSocket-Steuernachrichten; plain ist für ältere Versionen von Asterisk.',
  },
  EXTERNAL_MEDIA_HOST: {
    label: 'Adresse dieses Rechners für Asterisk',
    description:
      'Mit websocket-listen, rtp und audiosocket: die Adresse, unter der Asterisk Cordboard erreicht.',
  },
  EXTERNAL_MEDIA_PORT: {
    label: 'Tonport',
    description:
      'Mit websocket-listen und audiosocket: der TCP-Port, auf dem Cordboard auf Asterisk wartet.',
  },
  EXTERNAL_MEDIA_RTP_FIRST_PORT: {
    label: 'Erster RTP-Port',
    description:
      'Mit rtp: erster UDP-Port für den Ton; jeder Anruf braucht einen. Wenn Asterisk auf diesem Rechner läuft, Ports außerhalb des Bereichs seiner rtp.conf wählen.',
  },
  EXTERNAL_MEDIA_RTP_LAST_PORT: {
    label: 'Letzter RTP-Port',
    description: 'Mit rtp: letzter UDP-Port für den Ton.',
  },
  EXTERNAL_MEDIA_CLIENT: {
    label: 'WebSocket-Client von Asterisk',
    description: 'Mit websocket-listen: Name des Abschnitts in websocket_client.conf von Asterisk.',
  },
  EXTERNAL_MEDIA_USERNAME: {
    label: 'Benutzer der Tonverbindung',
    description:
      'Mit websocket-listen: Benutzer, mit dem Asterisk sich anmelden muss. Leer: keine Anmeldung.',
  },
  EXTERNAL_MEDIA_PASSWORD: {
    label: 'Kennwort der Tonverbindung',
    description: 'Kennwort zu EXTERNAL_MEDIA_USERNAME.',
  },
} satisfies TextsOf<typeof ENGLISH>;
