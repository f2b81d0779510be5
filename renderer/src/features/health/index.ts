/** How the components Cordboard depends on are doing, and which of them are in trouble. */
export { HealthShape } from './HealthShape';
export { stateWord } from './stateWord';
export type { Trouble } from './troubles';
export { troublesOf } from './troubles';
