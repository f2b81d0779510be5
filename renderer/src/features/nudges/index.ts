/** What rules of the profile did, on their calls. */
export { NudgeList } from './NudgeList';
