import { useEffect } from 'react';
import { phrase } from '#model/phrases/phrase';
import { cordboardBridge } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { useLanguage } from '../../i18n/language';
import { useCallsStore } from '../../state/callsStore';
import { startConsoleSync } from '../../state/consoleSync';
import { followDrafts } from '../../state/drafts';
import { type NavScreen, useNavStore } from '../../state/navStore';
import { isLocked, startStation, useStationStore } from '../../state/stationStore';
import { useThemeStore } from '../../state/theme';
import { openDialog, useUiStore } from '../../state/uiStore';
import { Toasts } from '../../ui/toasts/Toasts';
import { AboutDialog } from '../about';
import { AlertRulesDialog } from '../alertRules';
import { AlertAnnouncer, followMute, followNotice } from '../alerts';
import { AuditScreen } from '../audit';
import { AuditionDialog } from '../audition';
import { Banners } from '../banners';
import {
  followRefusals,
  HandBackDialog,
  InstructionDialog,
  TakeOverDialog,
  TransferDialog,
} from '../callActions';
import { CallDetail } from '../callDetail';
import { CallList } from '../callList';
import { followNativeMenu, followPanicKey, KEYS_ACT_HERE, useKeys } from '../commands';
import { followCalls, followElsewhere } from '../headset';
import { HeadsetBar } from '../headsetBar';
import {
  DeleteCallDialog,
  DeleteCallerDialog,
  ExcerptDialog,
  HistoryScreen,
  SaveSearchDialog,
  showRecord,
  StoreBanner,
  useStoreHealthPolling,
} from '../history';
import { Inspector } from '../inspector';
import { LogDialog } from '../logs';
import { MessagesScreen, useOpenMessages } from '../messages';
import { Nav } from '../nav';
import { NewCallDialog } from '../newCall';
import { Palette } from '../palette';
import { PlayAgainDialog } from '../playAgain';
import { ProfilesScreen } from '../profiles';
import { VersionsDialog } from '../profileVersions';
import { followQuit, QuitQuestion } from '../quit';
import { RehearsalDialog } from '../rehearsal';
import { ScanStrip } from '../scanStrip';
import { SettingsDialog } from '../settings';
import { SetupDialog, useFirstRun } from '../setup';
import { ShortcutSheet } from '../shortcuts';
import { ChangePinDialog, OperatorsDialog, SignIn } from '../station';
import { StatisticsScreen } from '../statistics';
import { StatusBar } from '../statusBar';
import { TestCallDialog } from '../testCall';
import { Wallboard } from '../wallboard';
import { Panes } from './Panes';
import { useFirstAnswers } from './useFirstAnswers';

/** Connects the window with the main process while it is open. */
function useBridge(): void {
  useEffect(() => {
    const api = cordboardBridge();
    if (api === null) {
      useCallsStore
        .getState()
        .setLink({ state: 'lost', message: phrase('window.no-bridge'), since: Date.now() });
      return;
    }
    const stopSync = startConsoleSync(api);
    const stopStation = startStation(api);
    const stopHeadset = followCalls();
    const stopElsewhere = followElsewhere(api);
    const stopDrafts = followDrafts();
    const stopMute = followMute(api);
    const stopRefusals = followRefusals();
    const stopQuit = followQuit(api);
    const stopAbout = api.onAboutRequested(() => {
      openDialog({ name: 'about' });
    });
    return () => {
      stopSync();
      stopStation();
      stopAbout();
      stopHeadset();
      stopElsewhere();
      stopDrafts();
      stopMute();
      stopRefusals();
      stopQuit();
    };
  }, []);
}

function OpenDialog() {
  const language = useLanguage();
  const dialog = useUiStore((state) => state.dialog);
  switch (dialog.name) {
    case 'none':
      return null;
    case 'settings':
      return <SettingsDialog show={dialog.show} />;
    case 'setup':
      return <SetupDialog />;
    case 'alertRules':
      return <AlertRulesDialog />;
    case 'shortcuts':
      return <ShortcutSheet />;
    case 'palette':
      // It finds words, and they are others in another language.
      return <Palette key={language} />;
    case 'logs':
      return <LogDialog />;
    case 'operators':
      return <OperatorsDialog />;
    case 'changePin':
      return <ChangePinDialog />;
    case 'about':
      return <AboutDialog />;
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
    case 'rehearsal':
      return <RehearsalDialog profileId={dialog.profileId} tried={dialog.tried} />;
    case 'profileVersions':
      return <VersionsDialog profileId={dialog.profileId} />;
    case 'playAgain':
      return (
        <PlayAgainDialog callId={dialog.callId} turnId={dialog.turnId} onOpenCall={showRecord} />
      );
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
    case 'audition':
      return <AuditionDialog callId={dialog.callId} />;
  }
}

function Rail() {
  return <Nav open={{ messages: useOpenMessages() }} />;
}

function CurrentScreen({ screen }: { readonly screen: NavScreen }) {
  switch (screen) {
    case 'live':
      return <Panes list={<CallList />} detail={<CallDetail />} inspector={<Inspector />} />;
    case 'history':
      return <HistoryScreen />;
    case 'messages':
      return <MessagesScreen />;
    case 'audit':
      return <AuditScreen />;
    case 'statistics':
      return <StatisticsScreen />;
    case 'profiles':
      return <ProfilesScreen />;
  }
}

/** Follows what a person asks for from outside of the page: by the native menu, or a notice. */
function useOutside(): void {
  useEffect(() => {
    const api = cordboardBridge();
    if (api === null) {
      return;
    }
    const stopMenu = followNativeMenu(api);
    const stopPanicKey = followPanicKey();
    const stopShowing = api.onShowCall(followNotice);
    return () => {
      stopMenu();
      stopPanicKey();
      stopShowing();
    };
  }, []);
}

/** The calls without personal data, and the way back in: nothing else can be reached. */
function LockedScreen() {
  return (
    <Panes
      list={
        <div className="grid min-h-0" inert>
          <CallList />
        </div>
      }
      detail={<SignIn />}
      inspector={null}
    />
  );
}

/** What a person who is signed in works with. */
function OpenScreen({ screen }: { readonly screen: NavScreen }) {
  useOutside();
  useKeys();
  useFirstRun();
  useStoreHealthPolling();
  return (
    <>
      <Rail />
      <div className="contents" {...KEYS_ACT_HERE}>
        <CurrentScreen screen={screen} />
      </div>
      <OpenDialog />
    </>
  );
}

export function App() {
  useBridge();
  useLanguage();
  const answered = useFirstAnswers();
  const locked = useStationStore(isLocked);
  const theme = useThemeStore((state) => state.inForce);
  const screen = useNavStore((state) => state.screen);
  if (!answered) {
    return null;
  }
  return screen === 'wallboard' ? (
    <div className="app app-wall">
      <HeadsetBar />
      <Wallboard />
      <QuitQuestion />
    </div>
  ) : (
    <div className="app">
      <HeadsetBar />
      <div inert={locked}>
        <StatusBar />
      </div>
      <div>
        <Banners />
        <StoreBanner />
        <ScanStrip />
      </div>
      <div className="screens">{locked ? <LockedScreen /> : <OpenScreen screen={screen} />}</div>
      <QuitQuestion />
      <AlertAnnouncer />
      <Toasts theme={theme} label={t('app.toasts')} />
    </div>
  );
}
