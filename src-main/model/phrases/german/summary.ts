/** German words of the summaries of calls. */
import type { SUMMARY as ENGLISH } from '../english/summary';

export const SUMMARY = {
  'summary.off':
    'Das Profil dieses Anrufs erstellt keine Zusammenfassungen. Im Profil einschalten.',
  'summary.call-goes-on': 'Dieser Anruf läuft noch. Die Zusammenfassung entsteht nach seinem Ende.',
  'summary.no-talk':
    'Die andere Seite hat in diesem Anruf nichts gesagt, was sich zusammenfassen ließe.',
  'summary.running': 'Eine Zusammenfassung dieses Anrufs wird gerade erstellt.',
  'summary.too-many': 'Zu viele Zusammenfassungen haben gewartet. Von Hand erstellen.',
  'summary.too-late': 'Das Programm lief einen Tag lang nach dem Anruf nicht. Von Hand erstellen.',
  'summary.cancelled': 'Die Zusammenfassung wurde abgebrochen.',
  'summary.request-refused':
    'Gemini hat die Anfrage an {{model}} abgelehnt (HTTP {{status}}). GEMINI_TEXT_MODEL sowie Ergebnisse und Felder des Profils prüfen.',
  'summary.blocked': 'Gemini fasst diesen Anruf nicht zusammen ({{reason}}).',
  'summary.no-answer': 'Die Antwort von Gemini war keine Zusammenfassung ({{reason}}).',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
