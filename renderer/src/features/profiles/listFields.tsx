/** Parts of a list of things that can be added and removed. */
import { Plus, Trash2 } from 'lucide-react';
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
  readonly children: ReactNode;
}) {
  return (
    <fieldset className="profile-item">
      <legend className="sr-only">{props.title}</legend>
      <div className="flex items-center gap-2">
        <span aria-hidden="true" className="min-w-0 flex-1 truncate font-mono text-meta">
          {props.title}
        </span>
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

/** Adds one more. */
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
