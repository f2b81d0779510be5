import { useEffect } from 'react';
import { cordboardBridge } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { startConsoleSync } from '../../state/consoleSync';
import { followDrafts } from '../../state/drafts';
import { useThemeStore } from '../../state/theme';
import { openDialog, useUiStore } from '../../state/uiStore';
import { Toasts } from '../../ui/toasts/Toasts';
import { AlertAnnouncer, goToAlert } from '../alerts';
import { AuditScreen } from '../audit';
import { Banners } from '../banners';
import { HandBackDialog, InstructionDialog, TakeOverDialog, TransferDialog } from '../callActions';
import { CallDetail } from '../callDetail';
import { CallList } from '../callList';
import { followNativeMenu, KEYS_ACT_HERE, useKeys } from '../commands';
import { followCalls } from '../headset';
import { HeadsetBar } from '../headsetBar';
import {
  DeleteCallDialog,
  DeleteCallerDialog,
  ExcerptDialog,
  HistoryScreen,
  SaveSearchDialog,
  StoreBanner,
  useStoreHealthPolling,
} from '../history';
import { followMetrics, Inspector } from '../inspector';
import { LogDialog } from '../logs';
import { MessagesScreen, useOpenMessages } from '../messages';
import { Nav, useNavStore } from '../nav';
import { NewCallDialog } from '../newCall';
import { Palette } from '../palette';
import { ProfilesScreen } from '../profiles';
import { QuitDialog } from '../quit';
import { SettingsDialog } from '../settings';
import { ShortcutSheet } from '../shortcuts';
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
    const stopMetrics = followMetrics();
    const stopDrafts = followDrafts();
    const stopMenu = followNativeMenu(api);
    const stopQuit = api.onQuitRequested((request) => {
      openDialog({ name: 'quit', request });
    });
    const stopShowing = api.onShowCall((callId) => {
      goToAlert({ callId });
    });
    return () => {
      stopShowing();
      stopSync();
      stopHeadset();
      stopMetrics();
      stopDrafts();
      stopMenu();
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
      return <SettingsDialog show={dialog.show} />;
    case 'shortcuts':
      return <ShortcutSheet />;
    case 'palette':
      return <Palette />;
    case 'logs':
      return <LogDialog />;
    case 'deleteCaller':
      return <DeleteCallerDialog callerNumber={dialog.callerNumber} />;
    case 'deleteCall':
      return <DeleteCallDialog callId={dialog.callId} />;
    case 'excerpt':
      return <ExcerptDialog callId={dialog.callId} />;
    case 'saveSearch':
      return <SaveSearchDialog id={dialog.id} search={dialog.search} />;
    case 'newCall':
      return <NewCallDialog />;
    case 'testCall':
      return <TestCallDialog tried={dialog.tried} />;
    case 'transfer':
      return <TransferDialog callId={dialog.callId} />;
    case 'takeOver':
      return <TakeOverDialog callId={dialog.callId} />;
    case 'handBack':
      return <HandBackDialog callId={dialog.callId} />;
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
      return <Panes list={<CallList />} detail={<CallDetail />} inspector={<Inspector />} />;
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
  useKeys();
  useStoreHealthPolling();
  const theme = useThemeStore((state) => state.inForce);
  return (
    <div className="app">
      <HeadsetBar />
      <StatusBar />
      <div>
        <Banners />
        <StoreBanner />
        <TestCallStrip />
      </div>
      <div className="screens">
        <Rail />
        <div className="contents" {...KEYS_ACT_HERE}>
          <CurrentScreen />
        </div>
      </div>
      <AlertAnnouncer />
      <OpenDialog />
      <Toasts theme={theme} label={t('app.toasts')} />
    </div>
  );
}
