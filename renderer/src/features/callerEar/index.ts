/** What the caller hears, what is wrong with it, and what helps. */
export { CallerEar } from './CallerEar';
