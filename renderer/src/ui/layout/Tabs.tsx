import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { formatCount } from '../../format/format';

type Tab = {
  readonly name: string;
  readonly text: string;
  /** How much there is behind it; 0 is not shown. */
  readonly count: number;
  readonly panel: ReactNode;
};

type TabsProps = {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** Left out together with `onChange`, it keeps the shown page itself: the first to begin with. */
  readonly shown?: string;
  readonly onChange?: (name: string) => void;
};

/** Pages of one thing, of which one is shown. */
export function Tabs({ label, tabs, shown, onChange }: TabsProps) {
  return (
    <Radix.Root
      {...(shown === undefined ? { defaultValue: tabs[0]?.name } : { value: shown })}
      {...(onChange === undefined ? {} : { onValueChange: onChange })}
      className="flex min-h-0 flex-1 flex-col"
    >
      <Radix.List className="tabs" aria-label={label}>
        {tabs.map(({ name, text, count }) => (
          <Radix.Trigger key={name} value={name} className="tab">
            {text}
            {count > 0 && <span className="tab-count">{formatCount(count)}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ name, panel }) => (
        <Radix.Content
          key={name}
          value={name}
          className="min-h-0 flex-1 overflow-y-auto py-3 outline-offset-[-2px]"
        >
          {panel}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
