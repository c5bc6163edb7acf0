/*
 * Free mail services, and those that give an address for ten minutes: what visitors of our four languages use, and the
 * largest of the world. From the list `free-email-domains` (npm, MIT) of 2026-10 and the services' own pages. Its 14,000
 * names would take almost half of what a public function may weigh, and most of them nobody has an address at.
 */
const services = `
  gmail.com googlemail.com ymail.com rocketmail.com msn.com windowslive.com icloud.com me.com mac.com
  aim.com web.de freenet.de t-online.de arcor.de online.de posteo.de posteo.net tutanota.com tutanota.de
  tuta.io tuta.com keemail.me protonmail.com protonmail.ch proton.me pm.me mail.com email.com zoho.com
  zohomail.com fastmail.com fastmail.fm hushmail.com mail.ru bk.ru inbox.ru list.ru internet.ru xmail.ru
  ya.ru narod.ru rambler.ru lenta.ru autorambler.ru myrambler.ru ro.ru pochta.ru nextmail.ru ukr.net
  i.ua bigmir.net meta.ua tut.by mail.by orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr
  voila.fr aliceadsl.fr skynet.be telenet.be bluewin.ch hispeed.ch sunrise.ch chello.at aon.at qq.com
  foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com 139.com naver.com daum.net hanmail.net
  nate.com seznam.cz email.cz centrum.cz wp.pl o2.pl onet.pl interia.pl op.pl gazeta.pl libero.it
  virgilio.it tiscali.it alice.it tin.it inwind.it ziggo.nl kpnmail.nl planet.nl home.nl hetnet.nl
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net
  btinternet.com ntlworld.com sky.com blueyonder.co.uk virginmedia.com shaw.ca rogers.com bigpond.com
  optusnet.com.au uol.com.br bol.com.br terra.com.br ig.com.br rediffmail.com freemail.hu citromail.hu
  abv.bg mail.bg walla.co.il mailinator.com guerrillamail.com 10minutemail.com yopmail.com tempmail.com
  trashmail.com trash-mail.com temp-mail.org wegwerfmail.de byom.de spoofmail.de sharklasers.com
  maildrop.cc dispostable.com getnada.com
`;

/** Services with an address in many countries. */
const families = {
  aol: 'co.uk com de fr',
  gmx: 'at ca ch co.uk com de es fr hk ie li net pt sg tw us',
  hotmail:
    'be ca ch co co.il co.in co.jp co.kr co.nz co.th co.uk co.za com com.au com.br com.tr cz de dk es fi fr gr hu it jp kg kz my nl no ph ru se sg',
  live: 'at be ca cl cn co.kr co.uk co.za com com.ar com.au com.mx com.pt com.sg de dk fr hk ie in it jp nl no ru se',
  outlook:
    'at be cl co.id co.il co.nz co.th com com.au com.br com.gr com.pe com.tr com.vn cz de dk es fr hu ie in it jp kr lv my nl ph pt sa sg sk tw',
  yahoo:
    'ae at be ca ch cn co co.id co.il co.in co.jp co.kr co.nz co.th co.uk co.za com com.ar com.au com.br com.cn com.co com.hk com.is com.mx com.my com.ph com.ru com.sg com.tr com.tw com.vn cz de dk es fi fr gr hu ie in it jp nl no pl pt ro ru se',
  yandex: 'by com com.tr kz pl ru ua',
} as const;

const domains: ReadonlySet<string> = new Set([
  ...services.trim().split(/\s+/),
  ...Object.entries(families).flatMap(([name, ends]) => ends.split(/\s+/).map((end) => `${name}.${end}`)),
]);

/** Whether an address (as `key`, with its domain as a lower-case A-label) is one of a free mail service. */
export const isFreeMail = (address: string): boolean =>
  domains.has(address.slice(address.lastIndexOf('@') + 1));
