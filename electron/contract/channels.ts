/** Names of the IPC channels; the only values the preload script shares with the main process. */

/** Window to main process: the name of a request and its input; answered with a RequestResult. */
export const REQUEST_CHANNEL = 'console:request';

/** Main process to window: one ConsoleEventBatch. */
export const EVENT_CHANNEL = 'console:events';

/** Main process to window: the profiles have changed; no payload. */
export const PROFILES_CHANNEL = 'profiles:changed';

/** Main process to window: a person wants to see this call; its id. */
export const SHOW_CALL_CHANNEL = 'calls:show';

/** Main process to window: somebody signed in or locked; a StationView. */
export const STATION_CHANNEL = 'station:changed';

/** Main process to window: the language of the window is another now; a Language. */
export const LANGUAGE_CHANNEL = 'app:languageChanged';

/** Main process to window: the sounds of alerts are muted or heard again; true: muted. */
export const ALERTS_MUTED_CHANNEL = 'app:alertsMuted';

/** Main process to window: the menu asks for the dialog about the program; no payload. */
export const ABOUT_CHANNEL = 'app:about';

/** Main process to window: carries the MessagePort of the level stream. */
export const LEVEL_PORT_CHANNEL = 'levels:port';

/** Main process to window: the id of a call, with the MessagePort of the headset on it. */
export const HEADSET_PORT_CHANNEL = 'headset:port';

/** Main process to window: the id of a test call, with the MessagePort of its caller's end. */
export const TEST_CALL_PORT_CHANNEL = 'testCall:port';

/** Main process to window: the lines that other windows have now; OpenLine[]. */
export const LINES_CHANNEL = 'lines:elsewhere';

/** Main process to window: the id of a command that was chosen in the menu, or by a global key. */
export const COMMAND_CHANNEL = 'app:command';

/** Main process to window: a person wants to quit while calls are live; a QuitRequest. */
export const QUIT_CHANNEL = 'app:quitRequested';
