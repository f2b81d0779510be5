import { useEffect } from 'react';
import { cordboardBridge } from '../../bridge/cordboardBridge';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { startConsoleSync } from '../../state/consoleSync';
import { useUiStore } from '../../state/uiStore';
import { AuditScreen } from '../audit/AuditScreen';
import { Banners } from '../banners/Banners';
import { InstructionDialog } from '../callActions/InstructionDialog';
import { TransferDialog } from '../callActions/TransferDialog';
import { CallDetail } from '../callDetail/CallDetail';
import { CallList } from '../callList/CallList';
import { followCalls } from '../headset/headset';
import { DeleteCallerDialog } from '../history/DeleteCallerDialog';
import { HistoryScreen } from '../history/HistoryScreen';
import { StoreBanner } from '../history/StoreBanner';
import { useStoreHealthPolling } from '../history/storeHealth';
import { LogDialog } from '../logs/LogDialog';
import { Nav } from '../nav/Nav';
import { useNavStore } from '../nav/navStore';
import { NewCallDialog } from '../newCall/NewCallDialog';
import { ProfilesScreen } from '../profiles/ProfilesScreen';
import { QuitDialog } from '../quit/QuitDialog';
import { SettingsDialog } from '../settings/SettingsDialog';
import { ShortcutSheet } from '../shortcuts/ShortcutSheet';
import { useShortcuts } from '../shortcuts/useShortcuts';
import { StatusBar } from '../statusBar/StatusBar';
import { Panes } from './Panes';

/** Ties the window to the main process while it is open. */
function useBridge(): void {
  useEffect(() => {
    const api = cordboardBridge();
    if (api === null) {
      useCallsStore
        .getState()
        .setLink({ state: 'lost', message: t('link.noBridge'), since: Date.now() });
      return;
    }
    const stopSync = startConsoleSync(api);
    const stopHeadset = followCalls();
    const stopQuit = api.onQuitRequested((request) => {
      useUiStore.getState().set({ dialog: { name: 'quit', request } });
    });
    return () => {
      stopSync();
      stopHeadset();
      stopQuit();
    };
  }, []);
}

function OpenDialog() {
  const dialog = useUiStore((state) => state.dialog);
  switch (dialog.name) {
    case 'none':
      return null;
    case 'settings':
      return <SettingsDialog />;
    case 'shortcuts':
      return <ShortcutSheet />;
    case 'logs':
      return <LogDialog />;
    case 'deleteCaller':
      return <DeleteCallerDialog callerNumber={dialog.callerNumber} />;
    case 'newCall':
      return <NewCallDialog />;
    case 'transfer':
      return <TransferDialog callId={dialog.callId} />;
    case 'instruction':
      return <InstructionDialog callId={dialog.callId} />;
    case 'quit':
      return <QuitDialog request={dialog.request} />;
  }
}

function CurrentScreen() {
  const screen = useNavStore((state) => state.screen);
  switch (screen) {
    case 'live':
      return <Panes list={<CallList />} detail={<CallDetail />} />;
    case 'history':
      return <HistoryScreen />;
    case 'audit':
      return <AuditScreen />;
    case 'profiles':
      return <ProfilesScreen />;
  }
}

/** The whole window. */
export function App() {
  useBridge();
  useShortcuts();
  useStoreHealthPolling();
  return (
    <div className="app">
      <StatusBar />
      <div>
        <Banners />
        <StoreBanner />
      </div>
      <div className="screens">
        <Nav />
        <CurrentScreen />
      </div>
      <OpenDialog />
    </div>
  );
}
