import 'sonner/dist/styles.css';
import { Toaster } from 'sonner';

/** Distance from the top, so that the bars there stay in sight; CSS pixels. */
const BELOW_BARS = 56;

/** Where the window says what it did, and how to undo it. `theme`: that of the window. */
export function Toasts(props: { readonly theme: 'light' | 'dark'; readonly label: string }) {
  return (
    <Toaster
      theme={props.theme}
      position="top-center"
      offset={BELOW_BARS}
      visibleToasts={3}
      containerAriaLabel={props.label}
      toastOptions={{ className: 'toast' }}
    />
  );
}
