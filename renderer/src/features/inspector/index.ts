/** What can be done with the selected call, and all that is known of it. */
export { Inspector } from './Inspector';
