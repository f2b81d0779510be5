/** Secrets that the agent writes into what it asks: nobody reads them, and the tool gets them. */
import { withTexts } from '#model/phrases/phrase';
import type { ToolArguments } from '#model/question';
import type { NewQuestion } from './questions';

/** Hides secrets in a text that is read. */
type Hide = (text: string) => string;

/** The question as it may be read. Arguments that are approved go to the tool as they were. */
export function withoutSecrets(asked: NewQuestion, hide: Hide): NewQuestion {
  if (asked.kind === 'question') {
    return { ...asked, text: hide(asked.text), fallback: hide(asked.fallback) };
  }
  const shown = shownArguments(asked.args, hide);
  return {
    ...asked,
    args: shown,
    check: (args) => asked.check(meantArguments(args, shown, asked.args)),
    describe: (args) => withTexts(asked.describe(args), hide),
  };
}

/** A value with a secret becomes a text. */
function shownArguments(args: ToolArguments, hide: Hide): ToolArguments {
  return mapped(args, (value) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const hidden = hide(text);
    return hidden === text ? value : hidden;
  });
}

/** Whoever changes the arguments leaves a secret as it is shown to them: it is what was asked. */
function meantArguments(
  args: ToolArguments,
  shown: ToolArguments,
  asked: ToolArguments,
): ToolArguments {
  return mapped(args, (value, name) => (value === shown[name] ? asked[name] : value));
}

function mapped(
  args: ToolArguments,
  change: (value: unknown, name: string) => unknown,
): ToolArguments {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, change(value, name)]),
  );
}
