/**
 * A profile as it stands in the form. Values are texts, so that half-typed and wrong ones can stand
 * there too.
 */
import type {
  ApprovableTool,
  HttpTool,
  KeyUse,
  Profile,
  ProfileDraft,
  ProfileFallback,
  ProfileMailbox,
  ProfileVad,
  ToolScheduling,
  TransferTarget,
} from '#model/profile';
import { linesOf, newKey, numberOf, pairLines, pairsOf, type Row, textOf } from '../form';
import { lookUpDraft, type LookUpForm, lookUpFormOf, NO_LOOK_UP } from './lookUpForm';
import { ruleDraft, type RuleForm, ruleFormOf } from './ruleForm';
import { NO_SUMMARY, summaryDraft, type SummaryForm, summaryFormOf } from './summaryForm';

/**
 * Who speaks first. `settings`: as GEMINI_SPEAKS_FIRST says. `words`: the agent, as the greeting
 * says.
 */
type GreetingChoice = 'settings' | 'caller' | 'words';

/**
 * How the caller learns that they talk with an AI. `settings`: as AI_DISCLOSURE says. `words`: by
 * the profile's own sentence.
 */
type DisclosureChoice = 'settings' | 'nothing' | 'words';

/** Tools that are only switched on and off. */
export const SWITCHED_TOOLS = [
  'endCall',
  'transferCall',
  'sendDtmf',
  'takeMessage',
  'askSupervisor',
  'googleSearch',
] as const;

/** Name of such a tool. */
type SwitchedTool = (typeof SWITCHED_TOOLS)[number];

/** Thresholds of the voice detection. */
export const VAD_FIELDS = [
  'sileroThreshold',
  'energyThreshold',
  'speechSeconds',
  'silenceSeconds',
] as const satisfies readonly (keyof ProfileVad)[];

export type HttpToolForm = Row<{
  readonly name: string;
  readonly description: string;
  /** JSON. */
  readonly parameters: string;
  readonly method: HttpTool['method'];
  readonly url: string;
  /** `Name: value` lines. */
  readonly headers: string;
  /** `name: value` lines. */
  readonly fromCall: string;
  readonly timeoutMs: string;
  readonly maxResultBytes: string;
  readonly scheduling: ToolScheduling;
  readonly approval: boolean;
}>;

export type TargetForm = Row<TransferTarget>;

/**
 * The whole form. An empty text is "as in the settings" where the profile may leave a value open.
 */
export type ProfileForm = {
  readonly id: string;
  readonly name: string;
  /** One a line. */
  readonly numbers: string;
  readonly systemInstruction: string;
  readonly voice: string;
  readonly model: string;
  readonly language: string;
  readonly greetingChoice: GreetingChoice;
  readonly greeting: string;
  readonly disclosureChoice: DisclosureChoice;
  readonly disclosure: string;
  /** One a line. */
  readonly channelVariables: string;
  readonly earlierCalls: boolean;
  readonly lookUp: LookUpForm;
  readonly bargeIn: string;
  readonly keys: KeyUse;
  readonly vad: Readonly<Record<(typeof VAD_FIELDS)[number], string>>;
  readonly switched: Readonly<Record<SwitchedTool, boolean>>;
  readonly approval: Readonly<Record<ApprovableTool, boolean>>;
  readonly answerSeconds: string;
  readonly http: readonly HttpToolForm[];
  readonly targets: readonly TargetForm[];
  readonly rules: readonly RuleForm[];
  readonly maxCallSeconds: string;
  readonly record: string;
  readonly fallback: ProfileFallback['kind'];
  readonly fallbackExtension: string;
  readonly mailbox: ProfileMailbox['kind'];
  readonly mailboxText: string;
  readonly summary: SummaryForm;
};

export function formOf(profile: Profile): ProfileForm {
  const { tools, vad, greeting, disclosure, fallback, mailbox, summary } = profile;
  return {
    id: profile.id,
    name: profile.name,
    numbers: profile.numbers.join('\n'),
    systemInstruction: profile.systemInstruction ?? '',
    voice: profile.voice ?? '',
    model: profile.model ?? '',
    language: profile.language ?? '',
    greetingChoice: greeting === null ? 'settings' : greeting === '' ? 'caller' : 'words',
    greeting: greeting ?? '',
    disclosureChoice: disclosure === null ? 'settings' : disclosure === '' ? 'nothing' : 'words',
    disclosure: disclosure ?? '',
    channelVariables: profile.channelVariables.join('\n'),
    earlierCalls: profile.earlierCalls,
    lookUp: lookUpFormOf(profile.lookUp),
    bargeIn: profile.bargeIn ?? '',
    keys: profile.keys,
    vad: {
      sileroThreshold: textOf(vad.sileroThreshold),
      energyThreshold: textOf(vad.energyThreshold),
      speechSeconds: textOf(vad.speechSeconds),
      silenceSeconds: textOf(vad.silenceSeconds),
    },
    switched: {
      endCall: tools.endCall,
      transferCall: tools.transferCall,
      sendDtmf: tools.sendDtmf,
      takeMessage: tools.takeMessage,
      askSupervisor: tools.askSupervisor,
      googleSearch: tools.googleSearch,
    },
    approval: tools.approval,
    answerSeconds: String(tools.answerSeconds),
    http: tools.http.map((tool) => ({
      ...tool,
      key: newKey(),
      parameters: JSON.stringify(tool.parameters, null, 2),
      headers: pairLines(tool.headers),
      fromCall: pairLines(tool.fromCall),
      timeoutMs: String(tool.timeoutMs),
      maxResultBytes: String(tool.maxResultBytes),
    })),
    targets: profile.transferTargets.map((target) => ({ ...target, key: newKey() })),
    rules: profile.rules.map(ruleFormOf),
    maxCallSeconds: textOf(profile.maxCallSeconds),
    record: profile.record === null ? '' : String(profile.record),
    fallback: fallback.kind,
    fallbackExtension: 'extension' in fallback ? fallback.extension : '',
    mailbox: mailbox.kind,
    mailboxText: mailbox.kind === 'leave-text' ? mailbox.text : '',
    summary: summaryFormOf(summary),
  };
}

/** The form of a profile that is not there yet. */
export function newForm(): ProfileForm {
  return {
    id: '',
    name: '',
    numbers: '',
    systemInstruction: '',
    voice: '',
    model: '',
    language: '',
    greetingChoice: 'settings',
    greeting: '',
    disclosureChoice: 'settings',
    disclosure: '',
    channelVariables: '',
    earlierCalls: false,
    lookUp: NO_LOOK_UP,
    bargeIn: '',
    keys: 'none',
    vad: { sileroThreshold: '', energyThreshold: '', speechSeconds: '', silenceSeconds: '' },
    switched: {
      endCall: true,
      transferCall: false,
      sendDtmf: false,
      takeMessage: false,
      askSupervisor: false,
      googleSearch: false,
    },
    approval: { endCall: false, transferCall: false, sendDtmf: false, takeMessage: false },
    answerSeconds: '60',
    http: [],
    targets: [],
    rules: [],
    maxCallSeconds: '',
    record: '',
    fallback: 'announce',
    fallbackExtension: '',
    mailbox: 'hang-up',
    mailboxText: '',
    summary: NO_SUMMARY,
  };
}

/** The form of a copy; the numbers stay with the original. */
export function copyOf(form: ProfileForm, name: string): ProfileForm {
  return { ...form, id: idOf(name), name, numbers: '' };
}

export function newHttpTool(): HttpToolForm {
  return {
    key: newKey(),
    name: '',
    description: '',
    parameters: '{\n  "type": "object",\n  "properties": {},\n  "required": []\n}',
    method: 'GET',
    url: 'https://',
    headers: '',
    fromCall: '',
    timeoutMs: '5000',
    maxResultBytes: '10000',
    scheduling: 'wait',
    approval: false,
  };
}

export function newTarget(): TargetForm {
  return { key: newKey(), name: '', description: '', extension: '' };
}

export function idOf(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
}

/**
 * The profile that the form stands for. A text that cannot be read is passed on as it is: the main
 * process says what is wrong with it, and where.
 */
export function draftOf(form: ProfileForm): ProfileDraft {
  const { fallback, fallbackExtension: extension } = form;
  return {
    id: form.id.trim(),
    name: form.name,
    numbers: linesOf(form.numbers),
    systemInstruction: orNull(form.systemInstruction),
    voice: orNull(form.voice),
    model: orNull(form.model),
    language: orNull(form.language),
    greeting: { settings: null, caller: '', words: form.greeting }[form.greetingChoice],
    disclosure: { settings: null, nothing: '', words: form.disclosure }[form.disclosureChoice],
    channelVariables: linesOf(form.channelVariables),
    earlierCalls: form.earlierCalls,
    lookUp: lookUpDraft(form.lookUp),
    vad: Object.fromEntries(VAD_FIELDS.map((field) => [field, numberOf(form.vad[field])])),
    bargeIn: orNull(form.bargeIn),
    keys: form.keys,
    tools: {
      ...form.switched,
      approval: form.approval,
      answerSeconds: numberOf(form.answerSeconds),
      http: form.http.map(toolDraft),
    },
    transferTargets: form.targets.map(({ key: _key, ...target }) => target),
    rules: form.rules.map(ruleDraft),
    maxCallSeconds: numberOf(form.maxCallSeconds),
    record: form.record === '' ? null : form.record === 'true',
    fallback:
      fallback === 'transfer' || fallback === 'voicemail'
        ? { kind: fallback, extension }
        : { kind: fallback },
    mailbox:
      form.mailbox === 'leave-text'
        ? { kind: form.mailbox, text: form.mailboxText }
        : { kind: form.mailbox },
    summary: summaryDraft(form.summary),
  };
}

function toolDraft({ key: _key, ...tool }: HttpToolForm) {
  return {
    ...tool,
    parameters: jsonOf(tool.parameters),
    headers: pairsOf(tool.headers),
    fromCall: pairsOf(tool.fromCall),
    timeoutMs: numberOf(tool.timeoutMs),
    maxResultBytes: numberOf(tool.maxResultBytes),
  };
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
