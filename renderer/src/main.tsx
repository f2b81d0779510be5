import './styles/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { cordboardBridge } from './bridge/bridge';
import { App, startDrawing } from './features/app';
import { startLanguage } from './state/language';
import { startTheme } from './state/theme';

startTheme();
void startDrawing();

async function start(root: HTMLElement): Promise<void> {
  const api = cordboardBridge();
  if (api !== null) {
    // Drawn after it, so that no text is seen in another language first.
    await startLanguage(api);
  }
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root !== null) {
  void start(root);
}
