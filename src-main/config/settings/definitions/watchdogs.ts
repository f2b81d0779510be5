/**
 * Settings for trouble in a talk: somebody is silent, the agent does not stop, the agent is away.
 */
import { choiceSetting, durationSetting, settingsGroup } from '../kinds';

/** A limit of a watchdog; 0 turns it off. */
function limit(description: string, defaultSeconds: number, max = 3_600) {
  return durationSetting({
    description: `${description} 0 turns this off.`,
    unit: 'seconds',
    default: defaultSeconds,
    min: 0,
    max,
    live: true,
  });
}

export const WATCHDOG_SETTINGS = settingsGroup('Silence and trouble', {
  WATCHDOG_CALLER_SILENT: limit(
    'The caller says nothing for this long on their turn: the agent asks whether they are still there.',
    20,
  ),
  WATCHDOG_CALLER_SILENT_END: limit(
    'The caller still says nothing: the agent says goodbye and the call ends. Time in which the agent speaks does not count.',
    60,
  ),
  WATCHDOG_AGENT_SILENT: limit(
    'The agent should speak, but the caller hears nothing for this long: the agent reconnects.',
    8,
  ),
  WATCHDOG_AGENT_TALKING: limit(
    'The agent talks for this long without a pause: it is told to come to an end.',
    45,
  ),
  WATCHDOG_NO_MEDIA: limit(
    'No audio comes from the caller for this long: Cordboard asks Asterisk whether the audio path is whole, and makes a broken one anew.',
    10,
  ),
  WATCHDOG_LONG_CALL: limit(
    'The call has lasted this long: a notice tells the supervisor.',
    1_800,
    86_400,
  ),
  AGENT_AWAY_SOUND: choiceSetting({
    description:
      'What the caller hears while the connection of the agent is lost. tone: a short soft tone every few seconds. music: music on hold. silence: nothing.',
    choices: ['tone', 'music', 'silence'],
    default: 'tone',
    live: true,
  }),
  AGENT_AWAY_LIMIT: limit(
    'The connection of the agent is lost for this long: the call goes to the fallback of its profile.',
    20,
  ),
});
