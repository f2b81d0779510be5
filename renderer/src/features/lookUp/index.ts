/** What was looked up of a caller: on a call, in the record, and in a trial. */
export { LookUpStrip } from './LookUpStrip';
export { LookUpView } from './LookUpView';
