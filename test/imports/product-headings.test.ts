import { describe, expect, it } from 'vitest';
import { findAddressColumn, findIdColumn } from '../../shared/imports/domain/headings/columns-by-content.ts';
import { studyColumns } from '../../shared/imports/domain/headings/column-questions.ts';
import { guessColumns, type ImportColumn } from '../../shared/imports/domain/import-columns.ts';
import { defaultFields } from '../../shared/exports/domain/export-fields.ts';

/**
 * `heading | cell | what it is to be`. `-` is nothing: told as not taken. `groups?` and `fullName?` are offered, and `?` is
 * asked about.
 */
type Line = `${string} | ${string} | ${string}`;

/** What becomes of the columns of a file with these headings and one row of these cells. */
function read(table: Line[], variables: Parameters<typeof guessColumns>[1] = []): string[] {
  const rows = table.map((line) => line.split(' | '));
  const cells = [rows.map(([, cell = '']) => cell)];
  const guessed = guessColumns(
    rows.map(([name = '']) => name),
    variables,
  );
  const { columns, questions } = studyColumns(findIdColumn(findAddressColumn(guessed, cells), cells), cells, {
    variables,
    channel: undefined,
  });
  const asked = new Set(questions.map(({ column }) => column));
  return columns.map((column, index) =>
    [rows[index]![0], rows[index]![1], asked.has(index + 1) ? '?' : said(column)].join(' | '),
  );
}

function said({ meaning, suggest }: ImportColumn): string {
  if (meaning !== 'ignored') return meaning;
  return suggest && suggest.to !== 'new-variable' ? `${suggest.to}?` : '-';
}

const products: Record<string, Line[]> = {
  HubSpot: [
    'Record ID | 51 | -',
    'First Name | Ann | firstName',
    'Last Name | Lee | lastName',
    'Email | ann@example.com | email',
    'Phone Number | +1 202 555 0100 | phone',
    'Mobile Phone Number | +1 202 555 0101 | -',
    'Contact owner | Bo | -',
    'Company Name | Acme | company',
    'Job Title | Engineer | jobTitle',
    'Lead Status | New | -',
    'Marketing contact status | Non-marketing contact | -',
    'Create Date | 2026-01-02 10:00 | -',
    'Unsubscribed from all email | true | optedOut',
    'Opted out of email: Marketing Information | false | optedOut',
    'Opted out of email: One to One | false | optedOut',
    'Email hard bounce reason | Mailbox full | -',
    'Emails Bounced | 2 | -',
    'Invalid email address | false | bounced',
    'Preferred language | en | locale',
    'Time Zone | Europe/Berlin | timeZone',
  ],
  'HubSpot in German': [
    'Datensatz-ID | 51 | -',
    'Vorname | Ann | firstName',
    'Nachname | Lee | lastName',
    'E-Mail | ann@example.com | email',
    'Telefonnummer | +49 30 1234 | phone',
    'Firmenname | Acme | company',
    'Berufsbezeichnung | Ingenieurin | jobTitle',
    'Von allen E-Mails abgemeldet | Ja | optedOut',
  ],
  Mailchimp: [
    'Email Address | ann@example.com | email',
    'First Name | Ann | firstName',
    'Last Name | Lee | lastName',
    'Address | 1 Street | -',
    'Phone Number | 202-555-0100 | phone',
    'MEMBER_RATING | 2 | -',
    'OPTIN_TIME | 2026-01-02 10:00:00 | consentAt',
    'OPTIN_IP | 192.0.2.1 | consentIp',
    'CONFIRM_TIME | 2026-01-02 10:00:00 | -',
    'CONFIRM_IP | 192.0.2.1 | -',
    'TIMEZONE | Europe/Berlin | timeZone',
    'LAST_CHANGED | 2026-01-02 10:00:00 | -',
    'LEID | 1234 | -',
    'EUID | abcd | -',
    'NOTES | none | -',
    'TAGS | "a","b" | groups?',
  ],
  'Mailchimp, unsubscribed': [
    'Email Address | ann@example.com | email',
    'UNSUB_TIME | 2026-01-02 10:00:00 | optedOut',
    'UNSUB_CAMPAIGN_TITLE | Spring | -',
    'UNSUB_CAMPAIGN_ID | 1234567890 | -',
    'UNSUB_REASON | NORMAL | -',
    'UNSUB_REASON_OTHER | too much | -',
  ],
  'Mailchimp, cleaned': ['Email Address | ann@example.com | email', 'CLEAN_TIME | 2026-01-02 | optedOut'],
  Brevo: [
    'CONTACT ID | 12 | -',
    'EMAIL | ann@example.com | email',
    'FIRSTNAME | Ann | firstName',
    'LASTNAME | Lee | lastName',
    'SMS | 33612345678 | phone',
    'WHATSAPP | 33612345678 | -',
    'EXT_ID | 7 | -',
    'DOUBLE_OPT-IN | Yes | optedIn',
    'EMAIL_BLACKLISTED | Yes | optedOut',
    'SMS_BLACKLISTED | No | -',
    'ADDED_TIME | 2026-01-02 | -',
  ],
  'Brevo in French': [
    'PRENOM | Anne | firstName',
    'NOM | Dupont | lastName',
    'EMAIL | ann@example.com | email',
    'ENTREPRISE | Acme | company',
  ],
  ActiveCampaign: [
    'Contact ID | 9 | -',
    'Email | ann@example.com | email',
    'First Name | Ann | firstName',
    'Last Name | Lee | lastName',
    'Phone | +1 202 555 0100 | phone',
    'Account Name | Acme | company',
    'Job Title | Engineer | jobTitle',
    'Tags | a, b | groups?',
    'Lists | News | groups?',
    'Status | Unsubscribed | status',
    'Bounced Date | 2026-01-02 | bounced',
    'IP | 192.0.2.1 | -',
  ],
  Kit: [
    'first_name | Ann | firstName',
    'email | ann@example.com | email',
    'status | cancelled | ?',
    'tags | a,b | groups?',
    'created_at | 2026-01-02 | read-only',
  ],
  Pipedrive: [
    'Person - ID | 3 | -',
    'Person - Name | Ann Lee | fullName?',
    'Person - First name | Ann | firstName',
    'Person - Last name | Lee | lastName',
    'Person - Label | Hot | groups?',
    'Person - Organization | Acme | company',
    'Person - Phone - Work | +1 202 555 0100 | phone',
    'Person - Phone - Home | +1 202 555 0101 | -',
    'Person - Email - Work | ann@example.com | email',
    'Person - Email - Home | ann2@example.com | -',
    'Person - Marketing status | unsubscribed | status',
    'Person - Owner | Bo | -',
  ],
  Zoho: [
    'Record Id | zcrm_1 | -',
    'Contact Owner | Bo | -',
    'Lead Source | Web | -',
    'First Name | Ann | firstName',
    'Last Name | Lee | lastName',
    'Account Name | Acme | company',
    'Email | ann@example.com | email',
    'Title | CTO | -',
    'Phone | +1 202 555 0100 | phone',
    'Email Opt Out | true | optedOut',
    'Tag | a | groups?',
    'Unsubscribed Mode | Manual | -',
    'Unsubscribed Time | 2026-01-02 10:00 | optedOut',
  ],
  Salesforce: [
    'Salutation | Ms | -',
    'FirstName | Ann | firstName',
    'LastName | Lee | lastName',
    'Account Name | Acme | company',
    'Email | ann@example.com | email',
    'MobilePhone | +1 202 555 0100 | phone',
    'HasOptedOutOfEmail | 1 | optedOut',
    'HasOptedOutOfFax | 0 | -',
    'DoNotCall | 0 | -',
    'IsEmailBounced | true | bounced',
    'EmailBouncedReason | No such user | -',
    'EmailBouncedDate | 2026-01-02 | bounced',
    'Lead Status | Open | -',
  ],
  Shopify: [
    'Customer ID | 99 | -',
    'First Name | Ann | firstName',
    'Last Name | Lee | lastName',
    'Email | ann@example.com | email',
    'Accepts Email Marketing | no | optedIn',
    'Default Address Company | Acme | -',
    'Phone | +1 202 555 0100 | phone',
    'Accepts SMS Marketing | no | -',
    'Total Spent | 10.00 | -',
    'Tags | a, b | groups?',
  ],
  Eventbrite: [
    'Order # | 17 | -',
    'Order Date | 2026-01-02 | -',
    'Buyer Email | boss@example.com | -',
    'First Name | Ann | firstName',
    'Last Name | Lee | lastName',
    'Email | ann@example.com | email',
    'Ticket Type | Free | -',
    'Attendee # | 21 | -',
    'Attendee Status | Attending | -',
    'Cell Phone | +1 202 555 0100 | phone',
    'Company | Acme | company',
    'Job Title | Engineer | jobTitle',
  ],
  Luma: [
    'api_id | gst-1 | -',
    'name | Ann Lee | fullName?',
    'first_name | Ann | firstName',
    'last_name | Lee | lastName',
    'email | ann@example.com | email',
    'phone_number | +1 202 555 0100 | phone',
    'created_at | 2026-01-02T10:00:00Z | read-only',
    'approval_status | approved | -',
    'utm_source | news | utm.source',
    'What company do you work for? | Acme | -',
  ],
  Livestorm: [
    'Email | ann@example.com | email',
    'First name | Ann | firstName',
    'Last name | Lee | lastName',
    'Avatar link | https://example.com/a.png | avatarUrl',
    'Registration date | 2026-01-02 | -',
    'Attended | Yes | -',
    'company | Acme | company',
    'job_title | Engineer | jobTitle',
  ],
  GetCourse: [
    'id | 17 | -',
    'Email | ann@example.com | email',
    'Имя | Анна | firstName',
    'Фамилия | Ли | lastName',
    'Телефон | +7 495 123 45 67 | phone',
    'Страна | Россия | -',
    'Создан | 2026-01-02 | -',
    'Откуда пришел | vk | -',
    'utm_source | vk | utm.source',
    'Группы | A | groups',
    'Согласие на получение рассылки | нет | optedIn',
  ],
  Google: [
    'First Name | Ann | firstName',
    'Last Name | Lee | lastName',
    'Organization Name | Acme | company',
    'Organization Title | Engineer | jobTitle',
    'Labels | * myContacts ::: Friends | groups?',
    'E-mail 1 - Label | * Work | -',
    'E-mail 1 - Value | ann@example.com | email',
    'E-mail 2 - Value | ann2@example.com | -',
    'Phone 1 - Value | +1 202 555 0100 | phone',
  ],
  'Google, as it was': [
    'Name | Ann Lee | fullName?',
    'Given Name | Ann | firstName',
    'Family Name | Lee | lastName',
    'Group Membership | * myContacts | groups?',
    'E-mail 1 - Value | ann@example.com | email',
  ],
  Outlook: [
    'Title | Ms | -',
    'First Name | Ann | firstName',
    'Last Name | Lee | lastName',
    'Company | Acme | company',
    'Business Phone | +1 202 555 0100 | phone',
    'E-mail Address | ann@example.com | email',
    'E-mail Display Name | Ann Lee (ann@example.com) | -',
    'E-mail 2 Address | ann2@example.com | -',
    'Categories | Red;Blue | groups?',
    'Web Page | https://example.com | -',
  ],
  LinkedIn: [
    'First Name | Ann | firstName',
    'Last Name | Lee | lastName',
    'URL | https://www.linkedin.com/in/ann | -',
    'Email Address | ann@example.com | email',
    'Company | Acme | company',
    'Position | Engineer | jobTitle',
    'Connected On | 02 Jan 2026 | -',
  ],
  'Zoom registrations': [
    'First Name | Ann | firstName',
    'Last Name | Lee | lastName',
    'Email | ann@example.com | email',
    'Organization | Acme | company',
    'Registration Time | 2026-05-09 10:00 | -',
    'Approval Status | approved | -',
    'Source Name | news | -',
  ],
  'a form in English': [
    'Your name* | Ann Lee | fullName',
    'E-mail (required) | ann@example.com | email',
    'Mobile no. | +1 202 555 0100 | phone',
    'Company / Organisation | Acme | company',
    'What is your job title? | Engineer | jobTitle',
  ],
  'initials of names': [
    'fname | Ann | firstName',
    'lname | Lee | lastName',
    'Work Email | ann@example.com | email',
    'Contact No. | 202 555 0100 | phone',
  ],
  Spanish: [
    'Nombre | Ana | firstName',
    'Apellidos | García | lastName',
    'Correo electrónico | ana@example.com | email',
    'Teléfono móvil | +34 600 000 000 | phone',
    'Empresa | Acme | company',
    'Cargo | Jefa | jobTitle',
    'Dado de baja | sí | optedOut',
    'Etiquetas | a | groups?',
  ],
  Italian: [
    'Nome | Anna | firstName',
    'Cognome | Rossi | lastName',
    'Indirizzo e-mail | anna@example.com | email',
    'Cellulare | +39 333 000 000 | phone',
    'Azienda | Acme | company',
    'Posizione | Capo | jobTitle',
    'Consenso marketing | no | optedIn',
    'Stato iscrizione newsletter | disiscritto | optedIn',
  ],
  Portuguese: [
    'Nome | Ana | firstName',
    'Sobrenome | Silva | lastName',
    'Endereço de e-mail | ana@example.com | email',
    'Telemóvel | +351 910 000 000 | phone',
    'Empresa | Acme | company',
    'Posição | Chefe | jobTitle',
    'Aceita receber newsletter | não | optedIn',
  ],
  'Microsoft Dynamics': [
    '(Do Not Modify) Contact | 7f1c | -',
    'First Name | Ann | firstName',
    'Last Name | Lee | lastName',
    'Email | ann@example.com | email',
    'Company Name | Acme | company',
    'DoNotBulkEMail | Yes | optedOut',
    'Do not allow Emails | Do Not Allow | ?',
    'Do not allow Phone Calls | Allow | -',
  ],
  Klaviyo: [
    'Email | ann@example.com | email',
    'First Name | Ann | firstName',
    'Organization | Acme | company',
    'Email Marketing Consent | NEVER_SUBSCRIBED | ?',
    'Email Suppressions | ["USER_SUPPRESSED"] | ?',
  ],
  UniSender: [
    'Email | ann@example.com | email',
    'Имя | Анна | firstName',
    'Доступность email | недоступен | status',
    'Статус email | Отписался | status',
  ],
  'a form of Google in German': [
    'Zeitstempel | 02.01.2027 10:00:00 | -',
    'E-Mail-Adresse | ann@example.com | email',
    'Vor- und Nachname | Ann Lee | fullName',
    'Firma / Verein | Acme | company',
    'Dürfen wir Ihnen Newsletter schicken? | Nein, danke | ?',
  ],
  'a form of Google in Spanish': [
    'Marca temporal | 02/01/2027 | -',
    'Dirección de correo | ana@example.com | email',
    'Nombre y apellidos | Ana Gil | fullName',
    '¿Desea recibir información? | No | ?',
  ],
  'French, a name alone': ['Nom | Anne Dupont | fullName', 'Courriel | ann@example.com | email'],
  'Russian, by its user': [
    'Имя участника | Анна | firstName',
    'Email участника | ann@example.com | email',
    'Номер телефона | +7 495 123 45 67 | phone',
    'Название компании | Ромашка | company',
    'Метки | а | groups?',
  ],
};

describe('The headings of a file from', () => {
  it.each(Object.entries(products))('%s are right column by column', (_, table) => {
    expect(read(table)).toEqual(table);
  });

  it('our own export ask nothing, and nothing of them is ignored', () => {
    expect(guessColumns([...defaultFields]).filter(({ meaning }) => meaning === 'ignored')).toEqual([]);
  });
});

describe('A column that tells of mail', () => {
  const out =
    'EMAIL_BLACKLISTED|Blocked|Banned|Werbesperre|Liste noire|isUnsubscribed|Opt-out newsletter|Suppressed globally|Do not email|Чёрный список|Отказ от рассылки|Se désabonner|Newsletter abbestellt|Lista negra|Baja del boletín|Disiscritto|Descadastrado|On suppression list|Email opted out|Gesperrt|Refus publicité|Marketing opt out date|Рассылка запрещена|Ne souhaite plus recevoir|No desea recibir|Non desidera ricevere email|Rifiuta comunicazioni|Não deseja receber|Не хочет получать письма|Does not want email|Stop mail|Möchte keine Mails';
  it.each(out.split('|'))('is known by its words: %s', (name) => {
    expect(read(['email | ann@example.com | email', `${name} | x | optedOut`])[1]).toBe(
      `${name} | x | optedOut`,
    );
  });

  it.each(
    'Согласие на получение рассылки|Email consent|Marketing permission|Accepts marketing|Email Subscription Status|Consentement marketing|Einwilligung Werbung|Acepta publicidad|Newsletter opt-in|Receives emails|Suscrito|Recebe e-mails|Aceita comunicações|Получать письма|Reçoit la newsletter|Erhält Newsletter'.split(
      '|',
    ),
  )('is known by the words for who wants some: %s', (name) => {
    for (const cell of ['no', 'unsubscribed'])
      expect(read(['email | ann@example.com | email', `${name} | ${cell} | optedIn`])[1]).toBe(
        `${name} | ${cell} | optedIn`,
      );
  });

  it.each([
    ['Hard bounced', 'yes', 'bounced'],
    ['Email bounce', 'x', 'bounced'],
    ['Spam complaint', '1', 'complained'],
    ['NPAI', 'oui', 'bounced'],
    ['Adresse erronée', 'oui', 'bounced'],
    ['Marketing status', 'unsubscribed', 'status'],
  ])('says what it says: %s', (name, cell, meaning) => {
    expect(guessColumns([name])[0]).toMatchObject({ meaning });
    expect(read(['email | a@b.example | email', `${name} | ${cell} | x`])[1]).toBe(
      `${name} | ${cell} | ${meaning}`,
    );
  });

  it.each([
    ['GDPR', 'no'],
    ['Marketing', 'нет'],
    ['Unsubscribe reason', 'too much'],
    ['Not unsubscribed', 'yes'],
    ['Opt-in or opt-out', 'out'],
    ['Zustand', 'unsubscribed'],
    ['State', 'cleaned'],
    ['Bounce type', 'hard'],
    ['DNC', 'yes'],
    ['May we e-mail you?', 'no'],
    ['Stop', '1'],
    ['Marketing permissions', 'Post only'],
    ['Permission status', 'Permission denied'],
    ['Contact permission', 'withdrawn'],
    ['E-mail marketing', 'Ne pas contacter'],
    ['Newsletter', 'bitte nicht anschreiben'],
    ['Рассылка компании', 'отказался от рассылки'],
    ['GDPR', 'rechazado'],
    ['Status', 'Spam Complaints'],
    ['Status', 'Mark as spam'],
    ['Рассылки', 'Отключены'],
    ['Subscription', 'no'],
    ['Inscrito', 'Não'],
    ['May we send you our newsletter?', 'No, thanks'],
    ['Tags', 'customer, Unsubscribed'],
    ['Тег', 'Отписались'],
    ['Labels', 'Opt-out'],
    ['Remarks', 'no longer wants mail'],
  ])('and is not understood is asked about: %s', (name, cell) => {
    expect(read(['email | a@b.example | email', `${name} | ${cell} | ?`])[1]).toBe(`${name} | ${cell} | ?`);
  });

  it('is no tag of those that only sound so, nor of the groups of our own exports', () => {
    expect(read(['email | a@b.example | email', 'Tags | Complaint handled | x'])[1]).toContain('groups?');
    expect(read(['email | a@b.example | email', 'groups | Unsubscribed | groups'])[1]).toContain('| groups');
  });

  it.each([
    ['SMS opt-out', 'yes'],
    ['Do not call', 'yes'],
    ['Phone blocked', 'yes'],
    ['VIP', 'no'],
    ['Stop', 'Main Street'],
    ['State', 'Bavaria'],
    ['Urban', 'no'],
    ['Unsubscribe link', 'https://example.com/u/1'],
    ['Marketing campaign', 'Spring'],
    ['Work permission', 'granted'],
    ['Marketing budget', 'not decided'],
    ['Email type', 'html'],
    ['Subscriber email type', 'html'],
    ['Direct mail', 'a'],
    ['Company number', '123456'],
    ['Subscription', 'Premium'],
    ['Status', 'Declined'],
    ['Casino email sent', '3'],
  ])('is none that tells of something else: %s', (name, cell) => {
    expect(read(['email | a@b.example | email', `${name} | ${cell} | -`])[1]).toBe(`${name} | ${cell} | -`);
  });
});
