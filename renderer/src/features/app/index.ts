/** The whole window. */
export { App } from './App';
export { startDrawing } from './startDrawing';
