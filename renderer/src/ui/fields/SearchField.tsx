import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { IconButton } from '../buttons/IconButton';
import { TextInput } from './TextInput';

/** What a list is searched by. Escape empties it, and keeps its usual meaning once it is empty. */
export function SearchField(props: {
  readonly id: string;
  /** For the key that leads here. */
  readonly ref?: Ref<HTMLInputElement>;
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength?: number;
  /** Name of a button that empties it; no button without a name. */
  readonly clearLabel?: string;
  readonly className?: string;
}) {
  const { label, clearLabel, className = '', ...input } = props;
  const { value, onChange } = props;
  return (
    <div className={`relative ${className}`}>
      <Search
        size={14}
        className="pointer-events-none absolute top-[9px] left-2.5 text-faint"
        aria-hidden="true"
      />
      <TextInput
        {...input}
        className="pl-8"
        aria-label={label}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.stopPropagation();
            onChange('');
          }
        }}
      />
      {clearLabel !== undefined && value !== '' && (
        <IconButton
          icon={X}
          label={clearLabel}
          size="tiny"
          className="absolute top-1 right-1"
          onClick={() => {
            onChange('');
          }}
        />
      )}
    </div>
  );
}
