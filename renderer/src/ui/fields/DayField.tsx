import { TextField } from './TextField';

/** A day in a bar or pane of filters, as `yyyy-mm-dd`; empty for none. */
export function DayField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}) {
  return <TextField {...props} labelLook="small" type="date" max="9999-12-31" />;
}
