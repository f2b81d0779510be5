/** A rule of a profile as it stands in the form. */
import type {
  NudgeRule,
  NudgeSeverity,
  RuleAct,
  RuleSpeaker,
  RuleWatch,
  SilentSide,
} from '#model/nudge';
import { linesOf, newKey, numberOf, type Row, textOf } from '../form';

export type RuleForm = Row<{
  readonly reason: string;
  readonly severity: NudgeSeverity;
  readonly watch: RuleWatch['kind'];
  readonly speaker: RuleSpeaker;
  /** One a line. */
  readonly phrases: string;
  /** Empty: any. */
  readonly tool: string;
  readonly times: string;
  readonly silent: SilentSide;
  readonly seconds: string;
  readonly act: RuleAct['kind'];
  readonly text: string;
  readonly target: string;
  /** Empty: once in a call. */
  readonly againSeconds: string;
}>;

export function newRule(): RuleForm {
  return {
    key: newKey(),
    reason: '',
    severity: 'warn',
    watch: 'words',
    speaker: 'either',
    phrases: '',
    tool: '',
    times: '3',
    silent: 'both',
    seconds: '30',
    act: 'notice',
    text: '',
    target: '',
    againSeconds: '',
  };
}

export function ruleFormOf({ reason, severity, watch, act, againSeconds }: NudgeRule): RuleForm {
  return {
    ...newRule(),
    reason,
    severity,
    ...watchForm(watch),
    ...(act.kind === 'whisper' ? { text: act.text } : {}),
    ...(act.kind === 'hand-over' ? { target: act.target } : {}),
    act: act.kind,
    againSeconds: textOf(againSeconds),
  };
}

function watchForm(watch: RuleWatch): Partial<RuleForm> {
  switch (watch.kind) {
    case 'words':
      return { watch: watch.kind, speaker: watch.of, phrases: watch.phrases.join('\n') };
    case 'promise':
      return { watch: watch.kind, phrases: watch.phrases.join('\n') };
    case 'failures':
      return { watch: watch.kind, tool: watch.tool ?? '', times: String(watch.times) };
    case 'silence':
      return { watch: watch.kind, silent: watch.of, seconds: String(watch.seconds) };
  }
}

/** The rule that the form stands for, as it is sent to be checked. */
export function ruleDraft(form: RuleForm) {
  const { reason, severity, againSeconds } = form;
  return {
    reason,
    severity,
    watch: watchDraft(form),
    act: actDraft(form),
    againSeconds: numberOf(againSeconds),
  };
}

function watchDraft({ watch: kind, speaker, phrases, tool, times, silent, seconds }: RuleForm) {
  switch (kind) {
    case 'words':
      return { kind, of: speaker, phrases: linesOf(phrases) };
    case 'promise':
      return { kind, phrases: linesOf(phrases) };
    case 'failures':
      return { kind, tool: tool.trim() === '' ? null : tool, times: numberOf(times) };
    case 'silence':
      return { kind, of: silent, seconds: numberOf(seconds) };
  }
}

function actDraft({ act: kind, text, target }: RuleForm) {
  switch (kind) {
    case 'notice':
      return { kind };
    case 'whisper':
      return { kind, text };
    case 'hand-over':
      return { kind, target };
  }
}
