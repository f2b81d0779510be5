import { ToggleGroup } from 'radix-ui';
import type { Choice } from '../fields/Select';

/** A switch between a few ways to use what stands beside it; one is always in force. */
export function Modes<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly Choice<T>[];
  /** Called for the one in force too. */
  readonly onChoose: (value: T) => void;
}) {
  const { label, value, choices, onChoose } = props;
  return (
    <ToggleGroup.Root
      type="single"
      value={value}
      className="modes"
      aria-label={label}
      onValueChange={(next) => {
        // Radix gives an empty text for the one that is in force.
        onChoose(choices.find((each) => each.value === next)?.value ?? value);
      }}
    >
      {choices.map((each) => (
        <ToggleGroup.Item
          key={each.value}
          value={each.value}
          className="mode"
          data-mode={each.value}
        >
          {each.text}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
