/** The settings of the program. */
export { OpenSettings } from './OpenSettings';
export { SettingsDialog } from './SettingsDialog';
