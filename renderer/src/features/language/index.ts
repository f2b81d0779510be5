/** The choice of the window's language. */
export { chooseLanguage } from './chooseLanguage';
