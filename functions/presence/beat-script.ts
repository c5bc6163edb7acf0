import { BEAT_SECONDS } from '../../shared/attendance/domain/presence-times.ts';

/**
 * The script of join pages: says that somebody is in the room, as long as the page is open. A room in a frame is entered with the page,
 * one in a tab of its own by its link. Apart from the script of all pages, which few of them need it for.
 */
export const beatScript = `
(() => {
  const { token } = document.currentScript.dataset;
  const link = document.querySelector('a[data-enter]');
  let memo, timer;
  const said = (state) => JSON.stringify({ token, state, memo });
  const say = async (state) => {
    try {
      const answer = await fetch('/v1/presence', { method: 'POST', body: said(state) });
      const told = await answer.json();
      if (answer.ok) memo = told.memo;
      if (told.counts === false || answer.status === 404) timer = clearInterval(timer);
    } catch {}
  };
  const enter = () => {
    if (timer) return;
    timer = setInterval(say, ${BEAT_SECONDS * 1000}, 'beat');
    say('join');
  };
  addEventListener('pagehide', () => {
    if (timer) navigator.sendBeacon('/v1/presence', said('leave'));
    timer = memo = clearInterval(timer);
  });
  if (link) link.addEventListener('click', enter);
  else addEventListener('pageshow', enter);
})();
`.trim();
