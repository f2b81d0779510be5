import './styles/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './features/app';
import { startTheme } from './state/theme';
import { startDrawing } from './waves/startDrawing';

startTheme();
void startDrawing();

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
