/**
 * The one script of all pages; every page works without it. It fills in the visitor's zone and times, unfolds what there is room for, hides questions that
 * are not asked, keeps a form from being sent twice, tells a page around it how high it is, counts down to a session and opens
 * its room. Constant, so that its hash can stand in the CSP.
 */
export const pageScript = `
(() => {
  const all = (query) => document.querySelectorAll(query);
  const language = document.documentElement.lang;
  const tag = language === 'en' ? 'en-GB' : language;
  const options = Intl.DateTimeFormat().resolvedOptions();

  for (const input of all('input[name=timeZone]')) input.value = input.value || options.timeZone || '';

  const day = new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', month: 'long' });
  const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const words = (at) => day.format(at) + ', ' + clock.format(at) + (language === 'de' ? '\u00a0Uhr' : '');
  for (const time of all('time[data-wall]')) {
    const at = new Date(time.dateTime);
    const wall = new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
    const line = time.parentElement.querySelector('[data-yours]');
    if (!line || wall === time.dataset.wall) continue;
    line.textContent = line.dataset.yours + ' ' + words(at);
    line.hidden = false;
  }

  if (matchMedia('(min-width:60rem)').matches) {
    for (const rest of all('.intro details')) {
      rest.open = true;
      rest.firstElementChild.hidden = true;
    }
  }

  for (const form of all('form')) {
    const parts = form.querySelectorAll('[data-when]');
    const isGiven = ({ name, type, checked }) => name && (checked || (type !== 'checkbox' && type !== 'radio'));
    const look = () => {
      for (const part of parts) {
        const { when, equals } = part.dataset;
        const asked = [...form.elements].filter((one) => one.name === when && !one.closest('[data-when][hidden]'));
        const given = asked.filter(isGiven).map((one) => one.value);
        part.hidden = !given.includes(equals) && !(equals === 'false' && asked.length > 0 && given.length === 0);
      }
    };
    for (const hint of form.querySelectorAll('[data-if]')) hint.hidden = true;
    form.addEventListener('input', look);
    look();
  }

  for (const form of all('form[data-once]')) {
    const button = form.querySelector('button');
    const before = button.textContent;
    let sent = false;
    form.addEventListener('submit', (event) => {
      if (sent) return event.preventDefault();
      sent = true;
      button.setAttribute('aria-disabled', 'true');
      button.textContent = form.dataset.once;
    });
    addEventListener('pageshow', () => {
      sent = false;
      button.removeAttribute('aria-disabled');
      button.textContent = before;
    });
  }

  if ('embedded' in document.body.dataset && parent !== window) {
    const tell = (message) => parent.postMessage({ turnout: 1, ...message }, '*');
    const main = document.querySelector('main');
    new ResizeObserver(() => tell({ height: Math.ceil(main.getBoundingClientRect().height) + 1 })).observe(main);
    if (document.querySelector('[role=alert],[data-seen]')) tell({ look: true });
    for (const link of all('a[data-leave]')) tell({ leave: link.href });
  }

  const lookAgain = (seconds) => setTimeout(() => location.reload(), seconds * 1000);
  const loaded = Date.now();
  for (const count of all('[data-starts-in]')) {
    const total = Number(count.dataset.startsIn);
    const show = (unit, value) => { count.querySelector('[data-unit=' + unit + '] b').textContent = value; };
    const tick = () => {
      const left = Math.max(0, Math.ceil(total - (Date.now() - loaded) / 1000));
      const days = Math.floor(left / 86400);
      count.querySelector('[data-unit=d]').hidden = days === 0;
      show('d', days);
      show('h', Math.floor(left / 3600) % 24);
      show('m', Math.floor(left / 60) % 60);
      show('s', left % 60);
      count.hidden = left === 0;
      for (const line of all('[data-starts-now]')) line.hidden = left > 0;
      if (left > 0) return;
      clearInterval(timer);
      lookAgain((total > 0 ? 1 : 15) + Math.random() * 5);
    };
    const timer = setInterval(tick, 1000);
    tick();
  }
  if (document.querySelector('[data-look-again]')) lookAgain(15 + Math.random() * 5);
  for (const link of all('a[data-go]')) setTimeout(() => location.replace(link.href), 1500);
})();
`.trim();
