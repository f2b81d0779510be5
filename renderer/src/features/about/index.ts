/** The program itself. */
export { AboutDialog } from './AboutDialog';
