import type { AppInfo } from '#contract/requests';
import { followNotices, ofNudge, withAlert } from '#main/call/life/alerts';
import type { CallAlert } from '#model/alert';
import { DEFAULT_ALERT_RULES } from '#model/alertRules';
import type { Call, CallNotice } from '#model/call';
import type { ComponentHealth, Health } from '#model/health';
import { phrase } from '#model/phrases/phrase';
import type { SettingView } from '#model/settings';
import { callWith } from '../calls';

/** The call with the alerts that its notices and its nudges are in a real one. */
export function withAlerts(call: Call): Call {
  const change = { before: [], notices: call.notices, now: Date.now() };
  const ofNotices = followNotices([], change, DEFAULT_ALERT_RULES.trouble);
  const alerts = call.nudges.reduce((list, nudge) => withAlert(list, ofNudge(nudge)), ofNotices);
  return { ...call, alerts };
}

/** A live call with nothing remarkable about it. */
export function aCall(patch: Partial<Call> = {}): Call {
  const answeredAt = Date.now() - 192_000;
  const call = callWith({
    callerNumber: '+34 600 111 222',
    callerName: '',
    startedAt: answeredAt,
    answeredAt,
    voice: 'Kore',
    ...patch,
  });
  return patch.alerts === undefined ? withAlerts(call) : call;
}

/** A warning on a call. */
export function aNotice(patch: Partial<CallNotice> = {}): CallNotice {
  return {
    kind: 'agent-link',
    severity: 'warn',
    phrase: phrase('refused.not-ringing'),
    message: 'Slow.',
    at: Date.now() - 12_000,
    ...patch,
  };
}

/** An alert of a call that nobody has seen to. */
export function anAlert(patch: Partial<CallAlert> = {}): CallAlert {
  return {
    id: 'alert-1',
    signal: 'keyword',
    topic: '',
    severity: 'warn',
    phrase: phrase('refused.not-ringing'),
    message: 'Slow.',
    since: patch.at ?? Date.now() - 12_000,
    at: Date.now() - 12_000,
    turnId: null,
    over: null,
    acknowledged: null,
    sound: false,
    ...patch,
  };
}

/** A part that works. */
export function aComponent(patch: Partial<ComponentHealth> = {}): ComponentHealth {
  return { state: 'ready', phrase: null, version: '', since: Date.now() - 60_000, ...patch };
}

/** Everything connected, for real calls. */
export function aHealth(patch: Partial<Health> = {}): Health {
  return {
    mode: 'live',
    version: '0.1.0',
    asterisk: aComponent({ version: '22.10.1' }),
    gemini: aComponent({ version: 'gemini-3.8-live' }),
    mediaServer: aComponent({ state: 'off' }),
    api: aComponent(),
    vad: aComponent({ version: 'silero' }),
    plugins: aComponent({ state: 'off' }),
    capacity: aComponent(),
    webhooks: aComponent({ state: 'off' }),
    ...patch,
  };
}

/** A number setting at its default. */
export function aSetting(patch: Partial<SettingView> = {}): SettingView {
  return {
    name: 'VAD_ENERGY_THRESHOLD',
    group: 'speech',
    unit: null,
    range: phrase('form.range', { min: 1, max: 32_767 }),
    defaultValue: '300',
    value: '300',
    secret: false,
    source: 'default',
    environmentOnly: false,
    pending: null,
    live: true,
    choices: [],
    entry: 'number',
    problem: null,
    ...patch,
  };
}

export const APP_INFO: AppInfo = {
  version: '0.1.0',
  electron: '33.2.1',
  platform: 'linux',
  drawing: 'gpu',
  apiUrl: 'http://127.0.0.1:8000',
  shutdownCalls: 'fallback',
};
