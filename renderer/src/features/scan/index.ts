/** Listening through the calls, some seconds each. */
export { canScan, endScan, isScanning, skip, startScan, stay, stayToWhisper } from './scan';
export { chooseSeconds, type Scan, SCAN_SECONDS, useScanStore } from './scanStore';
