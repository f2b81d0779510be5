/** What calls for attention in all calls: counted, heard, read out, and seen to. */
export { AlertAnnouncer } from './AlertAnnouncer';
export { AlertCounter } from './AlertCounter';
export { AlertRow } from './AlertRow';
export { AlertSoundMenu } from './AlertSoundMenu';
export {
  acknowledge,
  acknowledgeAll,
  acknowledgeForemost,
  alertsToSee,
  followNotice,
  listenToAlert,
  listenToNextInNeed,
  showNextInNeed,
} from './openAlerts';
export { followMute, toggleAlertSound, useSoundChoices } from './soundChoices';
