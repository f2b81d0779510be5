/** The stand-in for Gemini Live as a process. */
import { readWav } from '#support/audio/wavFile';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';
import type { StandInKnobs } from '#support/gemini/standInKnobs';
import { serveParent } from './parentLink';

let gemini: StandInGemini | null = null;

serveParent(
  {
    start: async (knobs: Partial<StandInKnobs>) => {
      gemini = await startStandInGemini(knobs);
    },
    baseUrl: () => running().baseUrl,
    knobs: (knobs: Partial<StandInKnobs>) => {
      Object.assign(running().knobs, knobs);
    },
    /** The replies sound like this WAV file (24 kHz) from the next turn on. */
    replySound: async (file: string) => {
      const { samples } = await readWav(file);
      running().knobs.replySound = samples;
    },
    /** The newest session speaks by itself. */
    say: (text: string) => {
      running().lastSession.say(text);
    },
    /** Every open session ends as the service's do when something goes wrong there. */
    drop: () => {
      for (const session of running().openSessions) {
        session.close(1011, 'Service is currently unavailable.');
      }
    },
    openSessions: () => running().openSessions.length,
    violations: () => running().violations,
  },
  () => gemini?.close(),
);

function running(): StandInGemini {
  if (gemini === null) {
    throw new Error('not started');
  }
  return gemini;
}
