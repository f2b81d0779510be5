/** The saved states of a profile, and the way back to them. */
export { VersionsDialog } from './VersionsDialog';
