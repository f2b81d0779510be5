import { useEffect } from 'react';
import { cordboardBridge } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { startConsoleSync } from '../../state/consoleSync';
import { openDialog, useUiStore } from '../../state/uiStore';
import { AuditScreen } from '../audit';
import { Banners } from '../banners';
import { InstructionDialog, TransferDialog } from '../callActions';
import { CallDetail } from '../callDetail';
import { CallList } from '../callList';
import { followCalls } from '../headset';
import {
  DeleteCallDialog,
  DeleteCallerDialog,
  HistoryScreen,
  StoreBanner,
  useStoreHealthPolling,
} from '../history';
import { LogDialog } from '../logs';
import { MessagesScreen, useOpenMessages } from '../messages';
import { Nav, useNavStore } from '../nav';
import { NewCallDialog } from '../newCall';
import { PlayAgainDialog } from '../playAgain';
import { ProfilesScreen } from '../profiles';
import { QuitDialog } from '../quit';
import { SettingsDialog } from '../settings';
import { ShortcutSheet, useShortcuts } from '../shortcuts';
import { StatusBar } from '../statusBar';
import { TestCallDialog, TestCallStrip } from '../testCall';
import { Panes } from './Panes';

/** Connects the window with the main process while it is open. */
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
      openDialog({ name: 'quit', request });
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
    case 'deleteCall':
      return <DeleteCallDialog callId={dialog.callId} />;
    case 'newCall':
      return <NewCallDialog />;
    case 'playAgain':
      return <PlayAgainDialog callId={dialog.callId} turnId={dialog.turnId} />;
    case 'testCall':
      return <TestCallDialog tried={dialog.tried} />;
    case 'transfer':
      return <TransferDialog callId={dialog.callId} />;
    case 'instruction':
      return <InstructionDialog callId={dialog.callId} />;
    case 'quit':
      return <QuitDialog request={dialog.request} />;
  }
}

function Rail() {
  return <Nav open={{ messages: useOpenMessages() }} />;
}

function CurrentScreen() {
  const screen = useNavStore((state) => state.screen);
  switch (screen) {
    case 'live':
      return <Panes list={<CallList />} detail={<CallDetail />} />;
    case 'history':
      return <HistoryScreen />;
    case 'messages':
      return <MessagesScreen />;
    case 'audit':
      return <AuditScreen />;
    case 'profiles':
      return <ProfilesScreen />;
  }
}

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
        <TestCallStrip />
      </div>
      <div className="screens">
        <Rail />
        <CurrentScreen />
      </div>
      <OpenDialog />
    </div>
  );
}
