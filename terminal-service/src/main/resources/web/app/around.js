/**
 * In a frame of the console: tells the page around it what is on the display, and the code that is
 * to be typed into a till. Nothing else passes, and only to a page of the same origin.
 */
export function tellAround(device) {
  if (window.parent === window) {
    return;
  }
  device.addEventListener('change', () => {
    const { name, code } = device.view;
    const serial = device.store?.state.serial ?? null;
    const told = { from: 'connect-terminal', serial, screen: name, code: code ?? null };
    window.parent.postMessage(told, location.origin);
  });
}
