/** Starts the console. */
import './theme.css';
import { PosConsole } from './console.js';

customElements.define('pos-console', PosConsole);
