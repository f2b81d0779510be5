/**
 * Settings of what is done when a talk goes wrong: somebody is silent, somebody does not stop, the
 * agent is away.
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
    'The caller has said nothing for this long while it is his turn: the agent asks whether he is still there.',
    20,
  ),
  WATCHDOG_CALLER_SILENT_END: limit(
    'He still says nothing: the agent says goodbye and the call is ended. Time in which the agent speaks does not count.',
    60,
  ),
  WATCHDOG_AGENT_SILENT: limit(
    'The agent should speak, but nothing of it is heard for this long: its connection is made anew.',
    8,
  ),
  WATCHDOG_AGENT_TALKING: limit(
    'The agent has talked for this long without a pause: it is told to come to an end.',
    45,
  ),
  WATCHDOG_NO_MEDIA: limit(
    'No audio at all has come from the caller for this long: the audio connection is made anew.',
    10,
  ),
  WATCHDOG_LONG_CALL: limit(
    'The call has lasted this long: the supervisor is told.',
    1_800,
    86_400,
  ),
  AGENT_AWAY_SOUND: choiceSetting({
    description:
      'What the caller hears while the connection of the agent is lost: a short soft tone now and then, music on hold, or nothing.',
    choices: ['tone', 'music', 'silence'],
    default: 'tone',
    live: true,
  }),
  AGENT_AWAY_LIMIT: limit(
    'The connection of the agent has been lost for this long: the call goes to the fallback of its profile.',
    20,
  ),
});
