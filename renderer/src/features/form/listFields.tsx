/** Parts of the profile form that are lists. */
import { ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/buttons/Button';
import { IconButton } from '../../ui/buttons/IconButton';
import { ProblemLine } from '../../ui/messages/ProblemLine';

/** What is wrong with a list as a whole. */
export function ListProblem({ text }: { readonly text: string }) {
  return text === '' ? null : <ProblemLine>{text}</ProblemLine>;
}

/** One of several that can be added and removed. */
export function Item(props: {
  readonly title: string;
  readonly onRemove: () => void;
  /** Left out where the order means nothing; null for the first. */
  readonly onUp?: (() => void) | null;
  readonly children: ReactNode;
}) {
  return (
    <fieldset className="profile-item">
      <legend className="sr-only">{props.title}</legend>
      <div className="flex items-center gap-2">
        <span aria-hidden="true" className="min-w-0 flex-1 truncate font-mono text-meta">
          {props.title}
        </span>
        {props.onUp !== undefined && (
          <IconButton
            icon={ArrowUp}
            label={t('profiles.moveUp', { name: props.title })}
            size="small"
            // Not `disabled`: the first one would lose the focus that moved it there.
            aria-disabled={props.onUp === null}
            onClick={() => props.onUp?.()}
          />
        )}
        <IconButton
          icon={Trash2}
          label={t('profiles.removeItem', { name: props.title })}
          size="small"
          onClick={props.onRemove}
        />
      </div>
      {props.children}
    </fieldset>
  );
}

export function AddButton({
  text,
  onClick,
}: {
  readonly text: string;
  readonly onClick: () => void;
}) {
  return (
    <div>
      <Button size="small" icon={Plus} onClick={onClick}>
        {text}
      </Button>
    </div>
  );
}
