/** What changed between two states of a profile, field by field. */
import type { Profile } from '#model/profile';
import versions from '../../i18n/en/versions.json';
import { t } from '../../i18n/i18n';
import { pairLines } from '../form';

/** A field that is different; empty texts where it says nothing. */
export type FieldChange = {
  /** Place in the profile: `tools.http.get_order.url`. */
  readonly path: string;
  /** The place in words. */
  readonly label: string;
  readonly before: string;
  readonly after: string;
};

export function changesBetween(before: Profile, after: Profile): readonly FieldChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((path) => {
    const [was, is] = [old.get(path) ?? '', now.get(path) ?? ''];
    return was === is ? [] : [{ path, label: labelOf(path), before: was, after: is }];
  });
}

/** Fields whose parts are names that somebody chose: they are shown as lines. */
const PAIRS: readonly string[] = ['headers', 'fromCall'];

/** Separates the steps of a path; no name that a person writes holds it. */
const STEP = '\u0000';

function leavesOf(profile: Profile): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>();
  const add = (path: readonly string[], value: unknown): void => {
    const name = path.at(-1) ?? '';
    if (value === null || typeof value !== 'object') {
      leaves.set(path.join(STEP), textOf(value));
    } else if (Array.isArray(value)) {
      addList(path, value as readonly unknown[]);
    } else if (name === 'parameters') {
      leaves.set(path.join(STEP), JSON.stringify(value, null, 2));
    } else if (PAIRS.includes(name)) {
      leaves.set(path.join(STEP), pairLines(value as Readonly<Record<string, string>>));
    } else {
      for (const [key, part] of Object.entries(value)) {
        add([...path, key], part);
      }
    }
  };
  const addList = (path: readonly string[], list: readonly unknown[]): void => {
    if (list.every((item) => typeof item !== 'object')) {
      leaves.set(path.join(STEP), list.map(textOf).join('\n'));
      return;
    }
    for (const [index, item] of list.entries()) {
      add([...path, nameOf(item) ?? String(index + 1)], item);
    }
  };
  add([], profile);
  return leaves;
}

/** What tells an item of a list from the others: its name, or the reason of a rule. */
function nameOf(item: unknown): string | null {
  const { name, reason } = item as { readonly name?: unknown; readonly reason?: unknown };
  const said = name ?? reason;
  return typeof said === 'string' && said !== '' ? said : null;
}

function textOf(value: unknown): string {
  if (typeof value === 'boolean') {
    return t(value ? 'versions.yes' : 'versions.no');
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The steps in words; a name that somebody chose stays as it is. */
function labelOf(path: string): string {
  return path
    .split(STEP)
    .map((step) => (isField(step) ? t(`versions.field.${step}`) : step))
    .join(' › ');
}

function isField(step: string): step is keyof typeof versions.field {
  return Object.hasOwn(versions.field, step);
}
