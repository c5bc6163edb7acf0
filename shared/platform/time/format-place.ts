import type { TimeLocale } from './format-clock.ts';

/** Names of the cities of time zones, where a language has another name than English. */
const cities: Record<Exclude<TimeLocale, 'en'>, Readonly<Record<string, string>>> = {
  de: {
    Athens: 'Athen',
    Brussels: 'Brüssel',
    Kyiv: 'Kiew',
    Lisbon: 'Lissabon',
    Moscow: 'Moskau',
    Prague: 'Prag',
    Rome: 'Rom',
    Vienna: 'Wien',
    Warsaw: 'Warschau',
    Zurich: 'Zürich',
  },
  fr: {
    Athens: 'Athènes',
    Brussels: 'Bruxelles',
    Lisbon: 'Lisbonne',
    London: 'Londres',
    Moscow: 'Moscou',
    Vienna: 'Vienne',
    Warsaw: 'Varsovie',
  },
  ru: {
    Almaty: 'Алматы',
    Athens: 'Афины',
    Baku: 'Баку',
    Berlin: 'Берлин',
    Bishkek: 'Бишкек',
    Brussels: 'Брюссель',
    Dubai: 'Дубай',
    Irkutsk: 'Иркутск',
    Istanbul: 'Стамбул',
    Kaliningrad: 'Калининград',
    Krasnoyarsk: 'Красноярск',
    Kyiv: 'Киев',
    Lisbon: 'Лиссабон',
    London: 'Лондон',
    Madrid: 'Мадрид',
    Minsk: 'Минск',
    Moscow: 'Москва',
    New_York: 'Нью-Йорк',
    Novosibirsk: 'Новосибирск',
    Omsk: 'Омск',
    Paris: 'Париж',
    Prague: 'Прага',
    Riga: 'Рига',
    Rome: 'Рим',
    Samara: 'Самара',
    Tallinn: 'Таллин',
    Tashkent: 'Ташкент',
    Tbilisi: 'Тбилиси',
    Vienna: 'Вена',
    Vladivostok: 'Владивосток',
    Volgograd: 'Волгоград',
    Warsaw: 'Варшава',
    Yakutsk: 'Якутск',
    Yekaterinburg: 'Екатеринбург',
    Yerevan: 'Ереван',
    Zurich: 'Цюрих',
  },
};

/** A zone for people, in pages and mails alike: `Moscow, UTC+3`; zones without a city show the offset alone. `offset` in minutes. */
export function formatPlace(zone: string, offset: number, locale: TimeLocale): string {
  const city = zone.startsWith('Etc/') ? undefined : zone.split('/').slice(1).at(-1);
  if (city === undefined) return offset === 0 ? 'UTC' : formatOffset(offset);
  return `${cityName(city, locale)}, ${formatOffset(offset)}`;
}

function cityName(city: string, locale: TimeLocale): string {
  const names = locale === 'en' ? {} : cities[locale];
  return Object.hasOwn(names, city) ? (names[city] ?? city) : city.replaceAll('_', ' ');
}

/** `UTC+5:30`, `UTC−3`. */
function formatOffset(offset: number): string {
  const hours = Math.floor(Math.abs(offset) / 60);
  const minutes = Math.abs(offset) % 60;
  return `UTC${offset < 0 ? '−' : '+'}${hours}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`;
}
