/** The settings of the program. */
export { LeaveQuestion } from './LeaveQuestion';
export { OpenSettings } from './OpenSettings';
export { SecretsInFile } from './SecretsInFile';
export { SectionTest } from './SectionTest';
export { SettingField } from './SettingField';
export { SettingsDialog } from './SettingsDialog';
export { type Changes, isLocked, useSettings } from './useSettings';
export { savedOf, waitingFor } from './waiting';
