/* The status page, `/_local`. Everything that comes from outside is put in as text, never as markup. */
import { byId, call, make, show } from '/_local/dom.js';
import { showTime, startTimePanel } from '/_local/time.js';

let chosenMail;
let view = 'html';

function showMails(items) {
  show('mails', items, (mail) => {
    const choose = () => {
      chosenMail = mail;
      for (const button of byId('mails').querySelectorAll('button')) button.ariaCurrent = 'false';
      entry.ariaCurrent = 'true';
      void showMail();
    };
    const entry = make('button', { type: 'button', onclick: choose }, mail.subject || '(no subject)');
    entry.ariaCurrent = String(mail.id === chosenMail?.id);
    entry.append(make('span', {}, `${mail.to.join(', ')} · ${new Date(mail.at).toLocaleString()}`));
    return make('li', {}, entry);
  });
}

async function showMail() {
  const { id, subject, from, to, at, html, text } = chosenMail;
  byId('mail').hidden = false;
  byId('mail-subject').textContent = subject;
  byId('mail-meta').textContent = `${from} to ${to.join(', ')}, ${new Date(at).toLocaleString()}`;
  byId('mail-html').hidden = view !== 'html';
  byId('mail-plain').hidden = view === 'html';
  if (view === 'html') byId('mail-html').srcdoc = `<base target="_blank">${html}`;
  else if (view === 'text') byId('mail-plain').textContent = text;
  else
    byId('mail-plain').textContent = await (await fetch(`/_local/mail/${encodeURIComponent(id)}/raw`)).text();
}

for (const button of document.querySelectorAll('[data-view]')) {
  button.onclick = () => {
    view = button.dataset.view;
    for (const other of document.querySelectorAll('[data-view]'))
      other.ariaPressed = String(other === button);
    void showMail();
  };
}

function showStatus({ now, offsetMs, demoUrl, functions, queues, refusals }) {
  const moved = offsetMs > 0 ? ' (moved ahead)' : '';
  byId('state').textContent = `running, local time ${new Date(now).toLocaleString()}${moved}`;
  show('links', demoUrl ? [demoUrl] : [], (href) =>
    make('li', {}, make('a', { href, target: '_blank' }, 'Register for the demo event')),
  );
  show('functions', functions, ({ name, invocations, errors, running, lines }) => {
    const counts = `${invocations} invocations, ${errors} errors${running > 0 ? ', running' : ''}`;
    const summary = make(
      'summary',
      {},
      `${name} `,
      make('span', { className: errors > 0 ? 'bad' : 'quiet' }, counts),
    );
    const log = lines
      .map((line) => (typeof line === 'string' ? line : JSON.stringify(line, null, 1)))
      .join('\n');
    return make('details', {}, summary, make('pre', { tabIndex: 0 }, log || 'No log lines yet.'));
  });
  show('queues', queues, ({ name, visible, inFlight, delayed, isDeadEnd }) => {
    const isBad = isDeadEnd && visible > 0;
    const cells = [visible, inFlight, delayed].map((count) => make('td', {}, String(count)));
    return make('tr', { className: isBad ? 'bad' : '' }, make('td', {}, name), ...cells);
  });
  const dead = queues.flatMap(({ name, messages }) => messages.map((message) => ({ name, ...message })));
  show(
    'dead-letters',
    dead,
    ({ name, body }) =>
      make(
        'details',
        {},
        make('summary', { className: 'bad' }, `Dead letter in ${name}`),
        make('pre', {}, body),
      ),
    'No dead letters.',
  );
  show('refusals', refusals, ({ at, principal, service, action, resource, detail }) =>
    make(
      'li',
      { className: 'bad' },
      `${at} ${detail ?? `${principal}: ${service}:${action} on ${resource}`}`,
    ),
  );
}

function showInfo(info) {
  byId('upload').textContent =
    `AWS_ENDPOINT_URL=${info.awsUrl} AWS_ACCESS_KEY_ID=me AWS_SECRET_ACCESS_KEY=me AWS_REGION=eu-central-1 ` +
    `aws s3 cp people.csv s3://${info.buckets.imports}/imports/`;
  const facts = {
    API: info.url,
    AWS_ENDPOINT_URL: info.awsUrl,
    Table: info.table,
    Buckets: Object.values(info.buckets).join(', '),
    Versions: Object.entries(info.versions)
      .map((pair) => pair.join(' '))
      .join(', '),
  };
  byId('about').replaceChildren(
    ...Object.entries(facts).flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]),
  );
  show('not-run', info.notRun, ({ stack, id, type }) => make('li', {}, `${type} ${stack}/${id}`));
}

for (const role of ['admin', 'member']) {
  byId(`${role}-token`).onclick = async () => {
    const { token } = await call('POST', 'token', { role });
    await navigator.clipboard.writeText(token);
    byId('token-note').textContent = 'Copied. Send it as “Authorization: Bearer …”.';
  };
}
byId('copy-upload').onclick = () => navigator.clipboard.writeText(byId('upload').textContent);
byId('clear-mail').onclick = async () => {
  await call('DELETE', 'mail');
  byId('mail').hidden = true;
  await refresh();
};

async function refresh() {
  try {
    const paths = ['status', 'mail', 'schedules'];
    const [status, mail, schedules] = await Promise.all(paths.map((path) => call('GET', path)));
    showStatus(status);
    showTime(status, schedules);
    showMails(mail.items);
  } catch {
    byId('state').textContent = 'does not answer; is npm start still running?';
  }
}

showInfo(await call('GET', 'info'));
startTimePanel(refresh);
await refresh();
setInterval(() => {
  if (!document.hidden) void refresh();
}, 2000);
