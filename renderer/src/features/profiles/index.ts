/** The profiles: their screen, their list to choose from, and what is done with the open one. */
export { ProfilesScreen } from './ProfilesScreen';
export { isDirty, restoreVersion, useProfilesStore } from './profilesStore';
export { useProfileList } from './useProfileList';
