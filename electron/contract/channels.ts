/** Names of the IPC channels; the only values the preload script shares with the main process. */
export const REQUEST_CHANNELS = [
  'app:snapshot',
  'app:info',
  'app:takeOver',
  'calls:command',
  'calls:place',
  'calls:listen',
  'settings:list',
  'settings:update',
  'profiles:list',
  'profiles:save',
  'profiles:remove',
  'levels:open',
  'logs:tail',
  'app:diagnostics',
  'history:health',
  'history:search',
  'history:call',
  'history:addNote',
  'history:setTags',
  'history:deleteCaller',
  'history:export',
  'audit:list',
  'audit:verify',
] as const;

/** Name of a request channel. */
export type RequestChannel = (typeof REQUEST_CHANNELS)[number];

/** Main process to window: one ConsoleEventBatch. */
export const EVENT_CHANNEL = 'console:events';

/** Main process to window: the profiles have changed, here or by another client; no payload. */
export const PROFILES_CHANNEL = 'profiles:changed';

/** Main process to window: carries the MessagePort of the level stream. */
export const LEVEL_PORT_CHANNEL = 'levels:port';

/**
 * Main process to window: carries the MessagePort of the supervisor's headset; the message is the
 * call's id.
 */
export const HEADSET_PORT_CHANNEL = 'headset:port';

/**
 * Main process to window: quit was asked for while calls are live; the window shows what will
 * happen.
 */
export const QUIT_CHANNEL = 'app:quitRequested';

/** Window to main process: the answer to QUIT_CHANNEL. */
export const QUIT_ANSWER_CHANNEL = 'app:quitAnswer';
