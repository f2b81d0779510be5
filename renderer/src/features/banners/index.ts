/** What is wrong with the whole window, across its top. */
export { Banners } from './Banners';
