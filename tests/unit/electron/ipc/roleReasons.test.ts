/**
 * What a role may not do, the window says before it is tried: no part of the window makes a request
 * that the desk may refuse without naming the action, by which its buttons have the reason.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStationDesk } from '#main/desk/stationDesk';
import { silentLog } from '#main/observability/log';
import { createHeadsetPorts } from '#shell/ipc/headsetPort';
import { createRequestHandlers } from '#shell/ipc/requestHandlers';
import { createTestCallPorts } from '#shell/ipc/testCallPort';

/** Stands for all that a handler needs: every part of it is there, and does nothing. */
const anything: never = new Proxy(() => undefined, {
  get: (_target, name) => (name === 'then' ? undefined : anything),
  apply: () => anything,
}) as never;

/** The ways out of the program. */
const QUIT = { requestRestart: anything, cancelRestart: anything, answer: anything } as const;

/** Inputs that fit every request, as far as its handler looks into it. */
const INPUTS = [
  { callIds: [], command: { kind: 'hold' }, scan: false },
  { callIds: [], command: { kind: 'hold' }, scan: true, quit: true },
];

/** The handlers of a window at which somebody with the lowest role works. */
function handlersForViewer(onRefused: (action: string) => void) {
  const operator = { name: 'Bob', role: 'viewer' } as const;
  const station = { state: 'open', operator } as const;
  const { desk } = createStationDesk({
    desk: anything,
    station: {
      state: station,
      actor: { kind: 'window', name: 'Bob' },
      view: { station, operators: [operator], problem: null, viewersMayListen: false },
    },
    viewersSeeNumbers: () => true,
    deeds: {
      note: (_actor, { params }) => {
        onRefused(String(params['action']));
      },
    },
  });
  const ports = { createChannel: anything, onChanged: anything, log: silentLog };
  return createRequestHandlers({
    ...{ desk, events: anything, levels: anything, language: anything, showMenu: anything },
    ...{ appInfo: anything, copy: anything, about: anything, setTheme: anything },
    quit: { ...QUIT, question: { goal: 'quit', liveCalls: 1 } },
    ...{ panicKey: anything, lines: anything },
    alertSound: anything,
    ...{ openWindow: anything, closeWindow: anything, station: anything, pickFolder: anything },
    saveFile: async (_name, content) => {
      await content();
      return anything;
    },
    headset: createHeadsetPorts({ calls: desk.calls, ...ports }),
    testCalls: createTestCallPorts({ trials: desk.trials, ...ports }),
  });
}

/** For each request, the actions for which it is refused to a viewer. */
async function refusedToViewers(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const actions = new Set<string>();
  const handlers = handlersForViewer((action) => actions.add(action));
  const refused = new Map<string, ReadonlySet<string>>();
  for (const [name, { run }] of Object.entries(handlers)) {
    actions.clear();
    for (const input of INPUTS) {
      await (run as (input: unknown, sender: unknown) => Promise<unknown>)(input, anything);
    }
    refused.set(name, new Set(actions));
  }
  return refused;
}

/** A part of the window: a feature, or what all of them use. */
type Part = { readonly name: string; readonly source: string };

const WINDOW = 'renderer/src';

function sourceOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

function partsOf(folder: string): readonly Part[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'features')
    .map(({ name }) => ({ name, source: sourceOf(join(folder, name)) }));
}

const PARTS = [...partsOf(WINDOW), ...partsOf(join(WINDOW, 'features'))];

const usesPart = (source: string, name: string): boolean =>
  new RegExp(`from '(\\.\\./)+${name}'`).test(source);

/** Whether a part, or one that uses it, names an action. */
function isNamedFor(part: Part, action: string): boolean {
  return PARTS.some(
    ({ name, source }) =>
      (name === part.name || usesPart(source, part.name)) && source.includes(`'${action}'`),
  );
}

/** Requests that are made by a function of the bridge. */
const BY_BRIDGE: Readonly<Record<string, string>> = {
  'calls:listen': 'api.openHeadset(',
  'calls:test': 'api.openTestCall(',
};

const makes = ({ source }: Part, request: string): boolean =>
  source.includes(BY_BRIDGE[request] ?? `'${request}'`);

/** Its reasons come from what is possible when, and for whom, not from a name in the source. */
const COMMAND = 'calls:command';

describe('a request that a viewer is refused', () => {
  it('comes from a part of the window that has its reason for the buttons', async () => {
    const refused = await refusedToViewers();
    const silent = [...refused].flatMap(([request, actions]) =>
      [...actions].flatMap((action) =>
        PARTS.filter((part) => makes(part, request) && !isNamedFor(part, action)).map(
          ({ name }) => `${name}: ${request} needs ${action}`,
        ),
      ),
    );
    expect(silent.filter((each) => !each.includes(COMMAND))).toEqual([]);
  });

  it('is made somewhere in the window', async () => {
    const refused = [...(await refusedToViewers())].filter(([, actions]) => actions.size > 0);
    expect(refused.length).toBeGreaterThan(40);
    const unmade = refused.filter(([request]) => !PARTS.some((part) => makes(part, request)));
    expect(unmade).toEqual([]);
  });
});
