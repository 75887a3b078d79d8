/** Every screen by the name its view has. */
import * as machine from './machine.js';
import * as office from './office.js';
import * as paying from './paying.js';
import * as waiting from './waiting.js';

const SCREENS = { ...machine, ...waiting, ...paying, ...office };

export function screen(view, device) {
  return SCREENS[view.name](view, device);
}
