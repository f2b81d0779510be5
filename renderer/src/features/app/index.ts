/** The whole window. */
export { App } from './App';
