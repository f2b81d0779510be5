import { act, cleanup, render, screen } from '@testing-library/react';
import axe from 'axe-core';
import { toast } from 'sonner';
import type { ConsoleSnapshot } from '#model/events';
import { NOTHING_AHEAD, useAheadStore } from '#window/features/ahead/aheadStore';
import { INITIAL_RULES, useRulesStore } from '#window/features/alertRules/rulesStore';
import { savedSound, useSoundChoices } from '#window/features/alerts/soundChoices';
import { App } from '#window/features/app/App.tsx';
import { INITIAL_AUDIT, useAuditStore } from '#window/features/audit/auditStore';
import { useAuditionStore } from '#window/features/audition/auditionStore';
import { useAxisView } from '#window/features/callWaves/axisView';
import { useTimelineStore } from '#window/features/callWaves/callTimeline';
import { savedKeys, useKeyChoices } from '#window/features/commands/keys/bindings';
import { useElsewhere } from '#window/features/headset/elsewhere';
import { savedChoices, useHeadsetChoices } from '#window/features/headset/headsetChoices';
import { HEADSET_OFF, useHeadsetStore } from '#window/features/headset/headsetStore';
import { useListeningStore } from '#window/features/headset/listeningStore';
import { NO_FOLDER, useFolderStore } from '#window/features/history/exports/exportRequests';
import { INITIAL_HISTORY, useHistoryStore } from '#window/features/history/historyStore';
import { INITIAL_PLAYER, usePlayerStore } from '#window/features/history/player/playerStore';
import { NO_HITS, useHitStore } from '#window/features/history/record/hitStore';
import {
  NOTHING_SELECTED,
  useSelectionStore,
} from '#window/features/history/results/selectionStore';
import { NO_SEARCHES, useSavedSearches } from '#window/features/history/search/savedSearchStore';
import { useStoreHealth } from '#window/features/history/storeHealth';
import { INITIAL_MESSAGES, useMessagesStore } from '#window/features/messages/messagesStore';
import { INITIAL_PROFILES, useProfilesStore } from '#window/features/profiles/profilesStore';
import { useQuestionFocus } from '#window/features/questions/openQuestions';
import { useQuitStore } from '#window/features/quit/quitStore';
import { useScanStore } from '#window/features/scan/scanStore';
import { initialStatistics, useStatisticsStore } from '#window/features/statistics/statisticsStore';
import { useTestCallStore } from '#window/features/testCall/testCallStore';
import { useWallChoices } from '#window/features/wallboard/wallChoices';
import { EMPTY_DATA } from '#window/state/applyBatch';
import { NO_FILTER, useFilterStore } from '#window/state/callFilters';
import { useCallRequests } from '#window/state/callRequests';
import { useCallSearch } from '#window/state/callSearch';
import { useCallsStore } from '#window/state/callsStore';
import { NO_DRAFTS, useDraftStore } from '#window/state/drafts';
import { useEarStore } from '#window/state/earStore';
import { useEndingWay } from '#window/state/endingWay';
import { useInspector } from '#window/state/inspector';
import { NO_INSTRUCTION, useInstructionStore } from '#window/state/instruction';
import { useNavStore } from '#window/state/navStore';
import { useStationStore } from '#window/state/stationStore';
import { useThemeStore } from '#window/state/theme';
import { NO_DIALOG, useUiStore } from '#window/state/uiStore';
import { useUndoTime } from '#window/state/undoTime';
import { FakeBridge } from './fakeBridge';

/** Reports no change of size. */
class StillObserver implements ResizeObserver {
  observe(): void {
    return;
  }
  unobserve(): void {
    return;
  }
  disconnect(): void {
    return;
  }
}

/** Puts every store back to how it is when the window opens. */
export function resetWindow(): void {
  cleanup();
  localStorage.clear();
  useCallsStore.setState({
    ...EMPTY_DATA,
    link: { state: 'loading', since: Date.now() },
    selection: null,
  });
  useUiStore.setState({
    search: '',
    sort: 'attention',
    orderHeld: false,
    dialog: NO_DIALOG,
    popover: 'none',
    following: true,
  });
  useFilterStore.setState({ filter: NO_FILTER, saved: {} });
  useCallRequests.setState({ byCall: {} });
  useDraftStore.setState(NO_DRAFTS);
  useHeadsetChoices.setState(savedChoices());
  useKeyChoices.setState(savedKeys());
  useInspector.setState({ tab: 'controls', open: true, drawn: false, notesWanted: false });
  useInstructionStore.setState(NO_INSTRUCTION);
  useEndingWay.setState({ goodbye: false });
  useUndoTime.setState({ ms: 1_500 });
  toast.dismiss();
  useAheadStore.setState(NOTHING_AHEAD);
  useHeadsetStore.setState(HEADSET_OFF);
  useElsewhere.setState({ lines: [] });
  useNavStore.setState({ screen: 'live' });
  useQuestionFocus.setState({ wanted: null });
  useQuitStore.setState({ asked: null });
  useHistoryStore.setState(INITIAL_HISTORY);
  usePlayerStore.setState(INITIAL_PLAYER);
  useSelectionStore.setState(NOTHING_SELECTED);
  useSavedSearches.setState(NO_SEARCHES);
  useFolderStore.setState({ run: NO_FOLDER });
  useHitStore.setState(NO_HITS);
  useAuditStore.setState(INITIAL_AUDIT);
  useStatisticsStore.setState(initialStatistics());
  useMessagesStore.setState(INITIAL_MESSAGES);
  useProfilesStore.setState(INITIAL_PROFILES);
  useSoundChoices.setState(savedSound());
  useRulesStore.setState(INITIAL_RULES);
  useStoreHealth.setState({ health: null, dismissed: '' });
  useAuditionStore.setState(useAuditionStore.getInitialState());
  useAxisView.setState(useAxisView.getInitialState());
  useCallSearch.setState(useCallSearch.getInitialState());
  useEarStore.setState(useEarStore.getInitialState());
  useListeningStore.setState(useListeningStore.getInitialState());
  useScanStore.setState(useScanStore.getInitialState());
  useStationStore.setState(useStationStore.getInitialState());
  useTestCallStore.setState(useTestCallStore.getInitialState());
  useThemeStore.setState(useThemeStore.getInitialState());
  useTimelineStore.setState(useTimelineStore.getInitialState());
  useWallChoices.setState(useWallChoices.getInitialState());
  // It also reports every element as empty, which would take the rows away again.
  window.ResizeObserver = StillObserver;
  // The test DOM lays nothing out; the virtual list needs a height to put rows into.
  for (const [name, value] of [
    ['offsetHeight', 720],
    ['offsetWidth', 480],
    ['clientHeight', 720],
    ['clientWidth', 480],
  ] as const) {
    Object.defineProperty(HTMLElement.prototype, name, { value, configurable: true });
  }
}

/** Lets requests that are answered at once come to their end. */
export async function settle(): Promise<void> {
  await act(async () => {
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
  });
}

/**
 * Opens the whole window on a stand-in bridge and waits for its first snapshot.
 * @param prepare What is to be there before the window opens.
 */
export async function renderApp(
  snapshot: Partial<ConsoleSnapshot> = {},
  prepare: (bridge: FakeBridge) => void = () => undefined,
): Promise<FakeBridge> {
  resetWindow();
  const bridge = new FakeBridge(snapshot).install();
  prepare(bridge);
  render(<App />);
  await settle();
  return bridge;
}

/**
 * Accessibility faults of what is on the page, by rule. Colour contrast is measured on real
 * pictures, not here.
 */
export async function axeFaults(): Promise<readonly string[]> {
  const result = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return result.violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`,
  );
}

/** Caller numbers of the rows, from top to bottom. */
export function rowNumbers(): readonly string[] {
  return screen
    .getAllByRole('row')
    .filter((row) => row.hasAttribute('data-call-id'))
    .map((row) => row.getAttribute('aria-label')?.split(',')[0] ?? '');
}
