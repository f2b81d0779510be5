/** Test calls: somebody at the window speaks as the caller. */
export { hangUp, isOwnTestCall, makeRoomForCaller } from './testCall';
export { TestCallDialog } from './TestCallDialog';
export { useTestCallStore } from './testCallStore';
