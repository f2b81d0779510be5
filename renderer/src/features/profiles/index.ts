/** The profiles: their screen, and their list for others to choose from. */
export { ProfilesScreen } from './ProfilesScreen';
export { useProfileList } from './useProfileList';
