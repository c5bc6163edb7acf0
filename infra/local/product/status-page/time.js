/* Clock and schedules: what comes, when, and walking there. */
import { byId, call, make, show } from '/_local/dom.js';

let upcoming = [];
let localNow = Date.now();
let isWalking = false;
let refreshPage = () => undefined;

/** Links the buttons; `refresh` shows everything anew. */
export function startTimePanel(refresh) {
  refreshPage = refresh;
  for (const button of document.querySelectorAll('[data-advance]')) {
    button.onclick = () => walk(() => ({ advance: button.dataset.advance }));
  }
  byId('to-next').onclick = () => {
    const next = upcoming.find(({ at }) => at !== null);
    if (next) void walk(() => at(next));
  };
  byId('clock-form').onsubmit = (event) => {
    event.preventDefault();
    const typed = byId('clock-to').value.trim();
    void walk(() => (/^P/i.test(typed) ? { advance: typed.toUpperCase() } : { at: asInstant(typed) }));
  };
}

/** A schedule may be due already, when it waits for another try. */
const at = (schedule) => ({ at: new Date(Math.max(Date.parse(schedule.at), localNow)).toISOString() });

/** Without a zone it is this browser's time. */
function asInstant(text) {
  const time = new Date(text.replace(' ', 'T'));
  if (Number.isNaN(time.getTime()))
    throw new Error('Say P2DT3H to go on so long, or a time such as 2027-03-21 10:00.');
  return time.toISOString();
}

export function showTime({ now, offsetMs }, { items }) {
  localNow = Date.parse(now);
  upcoming = items;
  byId('clock-now').textContent = `${inWords(now)} (${now.slice(0, 19)}Z)`;
  byId('clock-now').dateTime = now;
  byId('clock-offset').textContent =
    offsetMs > 999 ? `${duration(offsetMs)} ahead of real time` : 'real time';
  byId('to-next').disabled = isWalking || !items.some((item) => item.at !== null);
  byId('schedule-count').textContent = items.length > 0 ? String(items.length) : '';
  // Minutes, so that the list is not drawn anew each time it is looked at.
  const minute = Math.floor(localNow / 60_000);
  show(
    'schedules',
    items.map((item) => ({ ...item, minute, session: sessions.get(item.input) })),
    showSchedule,
  );
  void nameSessions(items.slice(0, mostNamed));
}

/** Input of a schedule -> which session it is about, in words; a moved session has another input. */
const sessions = new Map();
const mostNamed = 20;

/** Asks the product, as an organizer would; they show at the next look. */
async function nameSessions(items) {
  const unknown = items.filter(({ input }) => parse(input)?.fire && !sessions.has(input));
  if (unknown.length === 0) return;
  for (const { input } of unknown) sessions.set(input, undefined);
  const { token } = await call('POST', 'token', {});
  for (const { input } of unknown) {
    const path = `/v1/sessions/${encodeURIComponent(parse(input).fire.sessionId)}`;
    const answer = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) continue;
    const { name, startsAt, timeZone } = await answer.json();
    sessions.set(input, `${name === '' ? '' : `“${name}”, `}${startsAt.replace('T', ' ')} (${timeZone})`);
  }
}

function showSchedule(schedule) {
  const { name, at: time, state, expression, attempts, input, session } = schedule;
  const fire = make('button', { type: 'button' }, 'Fire now');
  fire.ariaLabel = `Fire ${name} now`;
  fire.onclick = () =>
    run(async () => {
      await call('POST', `schedules/${encodeURIComponent(name)}/fire`);
      await call('POST', 'settle');
      return [{ at: new Date(localNow).toISOString(), kind: 'schedule', name }];
    });
  const when = make('time', { dateTime: time ?? '' }, time === null ? whenIdle(state) : inWords(time));
  const until =
    time === null ? '' : Date.parse(time) <= localNow ? 'due' : `in ${duration(Date.parse(time) - localNow)}`;
  const details = make(
    'details',
    {},
    make('summary', {}, whatItDoes(input, session)),
    make('pre', { tabIndex: 0 }, `${name}\n${expression}\n${pretty(input)}`),
  );
  const tries =
    attempts > 0 ? make('span', { className: 'bad' }, `failed ${attempts} times, tried again`) : '';
  return make(
    'li',
    {},
    make('div', {}, when, make('span', { className: 'quiet' }, until), tries),
    details,
    fire,
  );
}

const whenIdle = (state) => (state === 'DISABLED' ? 'disabled' : 'ran');

/** In words, as far as the input is one of ours. */
function whatItDoes(input, session) {
  const fire = parse(input)?.fire;
  if (fire === undefined) return 'Sends its input to its target';
  const kind = { reminder: 'Reminder', handover: 'Hand-over' }[fire.kind] ?? fire.kind;
  return `${kind} ${fire.ruleId} of ${session ?? `session ${fire.sessionId}`}`;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const pretty = (input) =>
  parse(input) === undefined ? (input ?? '') : JSON.stringify(parse(input), null, 1);

const walk = (to) => run(async () => (await call('POST', 'clock', to())).ran);

/** Runs one thing at a time and shows what it brought about. */
async function run(act) {
  if (isWalking) return;
  isWalking = true;
  setBusy(true);
  byId('clock-note').className = 'quiet';
  byId('clock-note').textContent = 'Working until all is idle …';
  try {
    const ran = await act();
    const count = ran.filter(({ kind }) => kind.startsWith('schedule')).length;
    byId('clock-note').textContent = `Done: ${count} schedules and ${ran.length - count} others ran.`;
    show('ran', ran.toReversed(), showStep);
  } catch (error) {
    byId('clock-note').className = 'bad';
    byId('clock-note').textContent = error.message;
  } finally {
    isWalking = false;
    setBusy(false);
    await refreshPage();
  }
}

function setBusy(isBusy) {
  for (const button of document.querySelectorAll('#clock-panel button, #schedules button'))
    button.disabled = isBusy;
}

const kinds = {
  schedule: 'Schedule',
  'schedule-retry': 'Schedule, again',
  queue: 'Queue',
  invoke: 'Function, again',
  rule: 'Rule',
};

function showStep({ at: time, kind, name }) {
  return make(
    'li',
    { className: kind.startsWith('schedule') ? '' : 'quiet' },
    make('time', { dateTime: time }, inWords(time)),
    ` ${kinds[kind] ?? kind} `,
    make('code', {}, name),
  );
}

function inWords(time) {
  return new Date(time).toLocaleString(undefined, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}

/** The two largest units, e.g. `3 d 4 h`. */
function duration(ms) {
  const minutes = Math.round(ms / 60_000);
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ].filter(([count]) => count > 0);
  return parts.length === 0
    ? 'less than a minute'
    : parts
        .slice(0, 2)
        .map((part) => part.join(' '))
        .join(' ');
}
