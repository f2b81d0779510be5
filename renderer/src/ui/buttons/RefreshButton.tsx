import { RotateCw } from 'lucide-react';
import { IconButton } from './IconButton';

export function RefreshButton(props: {
  readonly label: string;
  readonly loading: boolean;
  readonly onClick: () => void;
}) {
  return (
    <IconButton
      icon={RotateCw}
      label={props.label}
      size="small"
      turning={props.loading}
      onClick={props.onClick}
    />
  );
}
