/** The browser that tests of pages run in. */
export const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Nothing but what pages need: no sandbox, which wants rights, and no talk with its maker. */
export const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
