import type { SPEECH_TEXTS as ENGLISH } from '../english/speech';
import type { TextsOf } from './textsOf';

export const SPEECH_TEXTS = {
  ENDPOINTING: {
    label: 'Wer entscheidet, wann der Anrufer fertig ist',
    description:
      'Was in neuen Anrufen entscheidet, wann der Anrufer anfängt und aufhört zu sprechen. service: Gemini, nach den folgenden Einstellungen. local: die Erkennung der Sprachaktivität von Cordboard (VAD_...); Gemini bekommt dann nur Gesprochenes.',
  },
  GEMINI_START_SENSITIVITY: {
    label: 'Empfindlichkeit für den Sprechbeginn',
    description:
      'Wie leicht Gemini ein Geräusch für den Sprechbeginn hält (ENDPOINTING=service). default: wie Gemini entscheidet.',
  },
  GEMINI_END_SENSITIVITY: {
    label: 'Empfindlichkeit für das Sprechende',
    description:
      'Wie leicht Gemini eine Stille für das Sprechende hält (ENDPOINTING=service). default: wie Gemini entscheidet.',
  },
  GEMINI_PREFIX_PADDING: {
    label: 'Nötiges Sprechen für einen Beginn',
    description:
      'Wie langes Sprechen Gemini braucht, um den Beginn anzunehmen (ENDPOINTING=service). 0: wie Gemini entscheidet.',
  },
  GEMINI_SILENCE_DURATION: {
    label: 'Nötige Stille für ein Ende',
    description:
      'Wie lange Stille Gemini braucht, um das Sprechende anzunehmen (ENDPOINTING=service). Eine kürzere Zeit gibt schnellere Antworten, schneidet aber Anrufer ab, die beim Nachdenken eine Pause machen. 0: wie Gemini entscheidet.',
  },
  GEMINI_TURN_COVERAGE: {
    label: 'Ton, der zu einem Redebeitrag gehört',
    description:
      'Welcher Ton des Anrufers zu dessen Redebeitrag gehört. activity: nur Gesprochenes. all: auch Stille und Geräusche. default: wie Gemini entscheidet.',
  },
  VAD_ENGINE: {
    label: 'Erkennung der Sprachaktivität',
    description:
      'Was erkennt, dass der Anrufer spricht. silero: ein kleines neuronales Netz auf diesem Rechner, das Sprechen von Geräuschen unterscheidet. energy: nur die Lautstärke; sie ersetzt auch silero, wenn das Netz nicht laufen kann. Ein Plugin kann weitere hinzufügen (siehe PLUGINS).',
  },
  VAD_SILERO_THRESHOLD: {
    label: 'Niedrigste Sprechwahrscheinlichkeit',
    description:
      'Niedrigste Wahrscheinlichkeit, mit der ein Geräusch als Sprechen gilt (VAD_ENGINE=silero). Bei Stimmen im Hintergrund erhöhen.',
  },
  VAD_ADAPTIVE_NOISE_FLOOR: {
    label: 'An Leitungsgeräusche anpassen',
    description:
      'Hebt VAD_ENERGY_THRESHOLD mit dem Geräusch der Leitung an, damit ein gleichmäßiges Geräusch nicht als Sprechen gilt (VAD_ENGINE=energy).',
  },
  VAD_ENERGY_THRESHOLD: {
    label: 'Niedrigste Lautstärke des Sprechens',
    description:
      'Niedrigste Lautstärke (Effektivwert von Abtastwerten mit 16 Bit), bei der der Anrufer als sprechend gilt (VAD_ENGINE=energy).',
  },
  VAD_SILENCE_THRESHOLD: {
    label: 'Stille, nach der der Anrufer fertig ist',
    description: 'Länge der Stille, nach der der Anrufer als fertig gilt.',
  },
  VAD_SPEECH_THRESHOLD: {
    label: 'Sprechen, nach dem der Anrufer als sprechend gilt',
    description: 'Länge des Sprechens, nach der der Anrufer als sprechend gilt.',
  },
  ENABLE_INTERRUPTION_HANDLING: {
    label: 'Unterbrechen der KI durch den Anrufer',
    description:
      'Der Anrufer kann die KI durch Sprechen unterbrechen, wie BARGE_IN_MODE es sagt; false bedeutet BARGE_IN_MODE=off. Gemini selbst folgt einer Änderung ab der nächsten Verbindung.',
  },
  BARGE_IN_MODE: {
    label: 'Wenn der Anrufer in die KI hineinspricht',
    description:
      'Was geschieht, wenn der Anrufer spricht, während die KI spricht. immediate: Die KI wird abgeschnitten. confirm: Die KI macht eine Pause; sie wird abgeschnitten, wenn der Anrufer weiterspricht, und macht nach einem Husten oder einem kurzen „Mhm“ weiter. off: Die KI spricht weiter.',
  },
  BARGE_IN_CONFIRM: {
    label: 'Sprechen, das unterbricht',
    description:
      'Mit BARGE_IN_MODE=confirm: Sprechen von dieser Länge unterbricht die KI. Ein kürzeres Geräusch gilt als Husten oder „Mhm“, und die KI hört es nicht.',
  },
} satisfies TextsOf<typeof ENGLISH>;
