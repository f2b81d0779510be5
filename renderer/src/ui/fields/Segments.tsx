import { ToggleGroup } from 'radix-ui';
import type { Choice } from './Select';

type SegmentsProps<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly Choice<T>[];
  /** Called for another value than the one in force. */
  readonly onChange: (value: T) => void;
};

/** A few choices side by side, of which one is in force: one tab stop, with arrow keys inside. */
export function Segments<T extends string>({ label, value, choices, onChange }: SegmentsProps<T>) {
  return (
    <ToggleGroup.Root
      type="single"
      className="segments"
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const chosen = choices.find((choice) => choice.value === next);
        if (chosen !== undefined) {
          onChange(chosen.value);
        }
      }}
    >
      {choices.map((choice) => (
        <ToggleGroup.Item key={choice.value} value={choice.value} className="segment">
          {choice.text}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
