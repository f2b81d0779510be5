/**
 * Settings for trouble in a talk: somebody is silent, the agent does not stop, the agent is away.
 */
import { choiceSetting, durationSetting, settingsGroup } from '../kinds';

/** A limit of a watchdog; 0 turns it off. */
function limit(defaultSeconds: number, max = 3_600) {
  return durationSetting({
    unit: 'seconds',
    default: defaultSeconds,
    min: 0,
    max,
    live: true,
  });
}

export const WATCHDOG_SETTINGS = settingsGroup('watchdogs', {
  WATCHDOG_CALLER_SILENT: limit(20),
  WATCHDOG_CALLER_SILENT_END: limit(60),
  WATCHDOG_AGENT_SILENT: limit(8),
  WATCHDOG_AGENT_TALKING: limit(45),
  WATCHDOG_NO_MEDIA: limit(10),
  WATCHDOG_LONG_CALL: limit(1_800, 86_400),
  AGENT_AWAY_SOUND: choiceSetting({
    choices: ['tone', 'music', 'silence'],
    default: 'tone',
    live: true,
  }),
  AGENT_AWAY_LIMIT: limit(20),
});
