import { LoaderCircle } from 'lucide-react';

/** Something is under way; what it is, the words beside it say. */
export function Spinner({ size }: { readonly size: number }) {
  return <LoaderCircle size={size} className="spin text-muted" aria-hidden="true" />;
}
