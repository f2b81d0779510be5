/** The bar at the top of the window. */
export { StatusBar } from './StatusBar';
