/** Calls that the supervisor begins. */
export { NewCallDialog } from './NewCallDialog';
