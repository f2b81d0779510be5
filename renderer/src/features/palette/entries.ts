/** What the palette offers. */
import { defaultFilter } from 'cmdk';
import { useEffect, useState } from 'react';
import { request } from '../../bridge/bridge';
import { formatNumber } from '../../format/format';
import { VOICES_BY_NAME, voiceStyle } from '../../format/voices';
import { t } from '../../i18n/i18n';
import { settingGroupText, settingText } from '../../i18n/settingTexts';
import { callsByAttention } from '../../state/callOrder';
import { useCallsStore } from '../../state/callsStore';
import { showCall } from '../../state/showCall';
import { openDialog } from '../../state/uiStore';
import {
  COMMAND_IDS,
  COMMANDS,
  keysOf,
  reasonNow,
  runCommand,
  sceneNow,
  useKeyChoices,
} from '../commands';
import { findCaller } from '../history';
import { changeVoice } from '../voice';

export type EntryGroup = 'calls' | 'commands' | 'voices' | 'settings' | 'history';

export type Entry = {
  readonly id: string;
  readonly text: string;
  /** More to find it by; empty for nothing. */
  readonly detail: string;
  /** Why it cannot be chosen now; empty when it can. */
  readonly reason: string;
  /** The key that does the same; null for none. */
  readonly combo: string | null;
  readonly run: () => void;
};

const PLAIN = { detail: '', reason: '', combo: null } as const;

/** The live calls, those that need somebody first. */
function callEntries(): readonly Entry[] {
  const calls = useCallsStore.getState();
  const { needs, others } = callsByAttention(calls, Date.now());
  return [...needs, ...others].flatMap((callId): Entry[] => {
    const call = calls.byId[callId];
    return call === undefined
      ? []
      : [
          {
            ...PLAIN,
            id: `call:${callId}`,
            text: formatNumber(call.callerNumber),
            detail: [call.callerName, t(`call.state.${call.state}`)].filter(Boolean).join(' · '),
            run: () => {
              showCall(callId);
            },
          },
        ];
  });
}

/** Commands that are carried out by one choice; not those that last while a key is held. */
function commandEntries(choices: ReturnType<typeof useKeyChoices.getState>): readonly Entry[] {
  const scene = sceneNow();
  return COMMAND_IDS.filter((id) => COMMANDS[id].release === undefined).map((id) => ({
    ...PLAIN,
    id,
    text: COMMANDS[id].label(scene.call),
    reason: reasonNow(id, scene),
    combo: keysOf(id, choices)[0] ?? null,
    run: () => {
      runCommand(id);
    },
  }));
}

/** The voices for the selected call. */
function voiceEntries(): readonly Entry[] {
  const scene = sceneNow();
  const { call } = scene;
  const voice = call === null ? undefined : useCallsStore.getState().byId[call.id]?.voice;
  if (call === null || voice === undefined) {
    return [];
  }
  const reason = reasonNow('call.voice', scene);
  return VOICES_BY_NAME.map((name) => ({
    ...PLAIN,
    id: `voice:${name}`,
    text: t('palette.voice', { voice: name }),
    detail: voiceStyle(name),
    reason,
    run: () => void changeVoice(call.id, name, voice),
  }));
}

/** The settings by name; empty until they are known. */
function useSettingEntries(): readonly Entry[] {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  useEffect(() => {
    void request('settings:list', null).then((answer) => {
      setEntries(
        (answer.ok ? answer.value : []).map(({ name, group }) => ({
          ...PLAIN,
          id: `setting:${name}`,
          text: t('palette.settingsOf', { name: settingText(name).label }),
          detail: `${name} ${settingGroupText(group)}`,
          run: () => {
            openDialog({ name: 'settings', show: name });
          },
        })),
      );
    });
  }, []);
  return entries;
}

/** Looks for what was typed among the callers of old calls. */
function historyEntries(text: string): readonly Entry[] {
  return /\d{3}/.test(text)
    ? [
        {
          ...PLAIN,
          id: 'history',
          text: t('palette.history', { text }),
          run: () => {
            findCaller(text);
          },
        },
      ]
    : [];
}

/** Most entries of a group but the commands: what is not among them is found by typing more. */
const MOST_SHOWN = 20;

/** Those that fit what was typed, the best first. */
function fitting(entries: readonly Entry[], text: string): readonly Entry[] {
  return text === ''
    ? entries
    : entries
        .map((entry) => ({ entry, score: defaultFilter(entry.text, text, [entry.detail]) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
        .map(({ entry }) => entry);
}

/** What a group has to offer, the best first. */
export type EntriesOfGroup = { readonly group: EntryGroup; readonly entries: readonly Entry[] };

/** The entries that fit what was typed, by group, as things were when the palette opened. */
export function useEntries(typed: string): readonly EntriesOfGroup[] {
  const text = typed.trim();
  const choices = useKeyChoices();
  const [now] = useState(() => ({
    calls: callEntries(),
    commands: commandEntries(choices),
    voices: voiceEntries(),
  }));
  const settings = useSettingEntries();
  const some = (entries: readonly Entry[]): readonly Entry[] =>
    fitting(entries, text).slice(0, MOST_SHOWN);
  return [
    { group: 'calls', entries: some(now.calls) } as const,
    { group: 'commands', entries: fitting(now.commands, text) } as const,
    { group: 'history', entries: historyEntries(text) } as const,
    { group: 'voices', entries: some(now.voices) } as const,
    { group: 'settings', entries: some(settings) } as const,
  ].filter(({ entries }) => entries.length > 0);
}
