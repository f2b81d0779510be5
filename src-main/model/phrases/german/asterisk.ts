/** German words of callers' channels in Asterisk. */
import type { ASTERISK as ENGLISH } from '../english/asterisk';

export const ASTERISK = {
  'asterisk.not-configured':
    'Asterisk ist nicht eingerichtet. ARI_BASE_URL, ARI_USERNAME und ARI_PASSWORD setzen (siehe README), dann neu starten.',
  'asterisk.nothing-to-take-over':
    'Kein anderer Leitstand bedient die Anwendung; es gibt nichts zu übernehmen.',
  'asterisk.events-elsewhere':
    'Zurzeit kann niemand angerufen werden: Die Ereignisse von Asterisk kommen nicht zu diesem Cordboard. Der Zustand von Asterisk nennt den Grund.',
  'asterisk.taken-over':
    'Ein anderes Cordboard hat die Anrufe dieser STASIS_APP übernommen. Dieser Anruf geht hier weiter; Tastendrücke und Halten des Anrufers sind solange nicht zu sehen.',
  'dialplan.no-fallback':
    'Der Wählplan hat keine Extension „fallback“ in {{context}} (FALLBACK_CONTEXT). Cordboard entschuldigt sich selbst bei Anrufern, die es nicht bedienen kann. Die Extension aus asterisk-config/extensions.conf übernehmen.',
  'dialplan.no-join':
    'Der Wählplan hat keine Extension „join“ in {{context}} (TRANSFER_CONTEXT), deshalb schlagen Weiterleitungen nach Rückfrage fehl. Den Kontext aus asterisk-config/extensions.conf übernehmen.',
  'dialplan.no-outbound':
    'Der Wählplan hat keinen Kontext {{context}} (OUTBOUND_ENDPOINT), deshalb kann niemand angerufen werden. Den Kontext aus asterisk-config/extensions.conf übernehmen oder OUTBOUND_ENDPOINT setzen.',
  'conference.not-movable':
    'Eine Konferenz kann weder gehalten noch weitergeleitet werden; bei ihren Teilnehmern kann aufgelegt werden.',
  'conference.company': 'In Konferenz {{extension}}, weitere Teilnehmer: {{others}}. {{assistant}}',
  'conference.assistant-absent': '*1 holt den Assistenten dazu.',
  'conference.assistant-listening':
    'Der Assistent hört zu; mit seinem Namen oder *1 darf er sprechen.',
  'conference.assistant-taking-part': 'Der Assistent nimmt teil; *0 entlässt ihn.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
