/**
 * Starts the terminal of this page. `?terminal=two` is another one with a memory of its own,
 * `?serial=LOJA0001` the serial number of one that has none yet.
 */
import './theme.css';
import { tellAround } from './around.js';
import { Device } from './device.js';
import { PosTerminal } from './posterminal.js';

customElements.define('pos-terminal', PosTerminal);

const query = new URLSearchParams(location.search);
const name = query.get('terminal') ?? 'one';
const device = new Device(name, query.get('serial'));
document.querySelector('pos-terminal').device = device;
tellAround(device);

// Two pages with one memory would use one key counter twice. The browser lets go of the lock
// whichever way the page ends.
// Where there are no locks there is no cryptography either, and the terminal says so.
if (!navigator.locks) {
  device.plugIn();
}
navigator.locks?.request(`connect-terminal-${name}`, { ifAvailable: true }, (lock) => {
  if (lock === null) {
    device.show({ name: 'elsewhere' });
    return undefined;
  }
  device.plugIn();
  return new Promise(() => {});
});
