import type { AUDIO_TEXTS as ENGLISH } from '../english/audio';
import type { TextsOf } from './textsOf';

export const AUDIO_TEXTS = {
  AUDIO_FORMAT: {
    label: 'Tonformat',
    description:
      'Tonformat zwischen Asterisk und Cordboard. slin16: lineares PCM, 16 Bit mit 16 kHz, wie Gemini es braucht; über WebSocket geht nur dieses. slin: dasselbe mit 8 kHz, für rtp und audiosocket. ulaw, alaw: G.711 mit 8 kHz, für rtp. Wenn ein Transport das Format nicht kann, wird das nächstliegende benutzt, und das Log nennt es.',
  },
  AUDIO_SAMPLE_RATE: {
    label: 'Abtastrate',
    description:
      'Abtastrate von AUDIO_FORMAT. Mit 8000 wird slin16 zu slin. Für die Formate mit 8 kHz gilt diese Einstellung nicht.',
  },
  AUDIO_CHUNK_SIZE: {
    label: 'Kleinstes Tonstück an Gemini',
    description:
      'Kleinste Größe eines Tonstücks vom Anrufer an Gemini; 320 Abtastwerte sind 20 ms. Größere Stücke bedeuten weniger Nachrichten, aber ihre Länge kommt als Verzögerung hinzu. Stille von mehr als einer Sekunde geht in Stücken von mindestens 100 ms hinaus, bei mehr als 30 Gesprächen der KI aller Ton in Stücken von mindestens 40 ms, bei mehr als 120 von 100 ms; der Anfang des Sprechens wartet darauf nicht.',
  },
  AUDIO_BUFFER_SIZE: {
    label: 'Tonpuffer, solange Gemini verbindet',
    description:
      'Wie viel vom neuesten Ton des Anrufers aufbewahrt wird, solange Gemini verbunden oder neu verbunden wird; 32000 Abtastwerte sind 2 s. Wenn der Puffer zu kurz ist, gehen die ersten Worte verloren.',
  },
} satisfies TextsOf<typeof ENGLISH>;
