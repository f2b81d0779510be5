/** What is heard and said by the supervisor's headset, above every screen. */
export { HeadsetBar } from './HeadsetBar';
