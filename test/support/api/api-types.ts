// Made by `npm run openapi`; do not edit.
export interface paths {
  '/v1/public/events/{eventId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What a landing page needs to know of an event */
    get: operations['getPublicEvent'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events/{eventId}/registrations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Register somebody
     * @description A script gets an answer in JSON, the same whoever registers: nobody learns who is known. It may send JSON or a form (`URLSearchParams`, `FormData`). A form that a browser posts as a page is answered with a redirect to the thank-you page, or with the form again and what is wrong in it. In JSON, `null` and empty texts count as left out, and numbers are taken where texts are meant. A room that is always open answers everybody with a way in: `joinUrl`, or a redirect to it.
     */
    post: operations['register'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List events, newest first, or by state and title
     * @description `state=coming` lists events with a session to come, one that runs, or none planned yet, the next one first; `past` those whose sessions are over, the latest first. An event moves on within five minutes of its session's end. `q` finds titles that hold each of its words, in all states one after the other if none is named. A page may be short, even empty, and still have a cursor: the list ends where there is none.
     *
     *     Needs the permission `events:read`.
     */
    get: operations['listEvents'];
    put?: never;
    /**
     * Create an event
     * @description Needs the permission `events:write`.
     */
    post: operations['createEvent'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Show the registration page that an event would have
     * @description Nothing is stored. A scheduled event is shown with a date a week from now.
     *
     *     Needs the permission `events:write`.
     */
    post: operations['previewEvent'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events/{eventId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show an event
     * @description Needs the permission `events:read`.
     */
    get: operations['getEvent'];
    put?: never;
    post?: never;
    /**
     * Delete an event that nobody ever registered for
     * @description With its sessions, rules and texts. Once somebody has registered, it can only be archived.
     *
     *     Needs the permission `events:write`.
     */
    delete: operations['deleteEvent'];
    options?: never;
    head?: never;
    /**
     * Change an event
     * @description A merge patch (RFC 7396): what is left out stays, null takes a value away, objects are merged, lists are replaced whole. Sessions keep their own time zone. Other words of a consent need another version.
     *
     *     Needs the permission `events:write`.
     */
    patch: operations['changeEvent'];
    trace?: never;
  };
  '/v1/events/{eventId}/archive': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Archive an event, or open it again
     * @description Nobody registers or confirms any more. Who has a place keeps it, with its mails and links. `{"archived": false}` opens it again.
     *
     *     Needs the permission `events:write`.
     */
    post: operations['archiveEvent'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events/{eventId}/copy': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make a new event like this one
     * @description With its form, texts and rules; without sessions and people. Hand-overs are copied for those who may set them up.
     *
     *     Needs the permission `events:write`.
     */
    post: operations['copyEvent'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events/{eventId}/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the sessions of an event, the latest first
     * @description With `when=coming` those that have yet to end, the next one first; with `when=past` those that ended, the last one first. `previous` is the cursor of the page before.
     *
     *     Needs the permission `events:read`.
     */
    get: operations['listSessions'];
    put?: never;
    /**
     * Plan one session, a series, or a list of dates
     * @description One session is answered as it is, several as a list. With `dryRun` nothing is planned: the answer says what would be. Length, room, zone and time come from the session before where they are left out: without a body the next one is a week later. A fault in a later date of a series is told at `dates.N`, as if its dates were listed.
     *
     *     Needs the permission `events:write`.
     */
    post: operations['createSessions'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the sessions of all events by their start, the first one first
     * @description Those that start at `from` or later and before `to`, cancelled ones among them. Without `from` it is from now on, without `to` a year from there. At most five years at once.
     *
     *     Needs the permission `events:read`.
     */
    get: operations['listCalendar'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a session
     * @description Needs the permission `events:read`.
     */
    get: operations['getSession'];
    put?: never;
    post?: never;
    /**
     * Delete a session that nobody registered for
     * @description Where somebody ever registered it is refused: cancel the session instead.
     *
     *     Needs the permission `events:write`.
     */
    delete: operations['deleteSession'];
    options?: never;
    head?: never;
    /**
     * Change a session
     * @description Registrants are told when it is moved; what is due before or after it moves along. Of another room or recording those with a place are told only with `tell` (of the recording once the session is over), each once and compared with what they were told last; also when it was changed before. Null takes away a name, room, replay or capacity. With `dryRun` nothing is changed: the answer says how many would be told.
     *
     *     Needs the permission `events:write`.
     */
    patch: operations['changeSession'];
    trace?: never;
  };
  '/v1/sessions/{sessionId}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Call a session off
     * @description Registrants are told. It cannot be taken back, so `confirm` repeats how many people will be told: those with a place, on the waiting list, or yet to confirm. Without the right number it is refused, and the refusal `tells` it. A large number may be off by two per cent, for people register meanwhile.
     *
     *     Needs the permission `events:write`.
     */
    post: operations['cancelSession'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/time-zones': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the time zones, and what their clocks show now
     * @description Needs the permission `events:read`.
     */
    get: operations['listTimeZones'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events/{eventId}/team': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * An event's team, with the ways in
     * @description Needs the permission `events:write`.
     */
    get: operations['getTeam'];
    /**
     * Set an event's team
     * @description The list is set whole: who is new gets an own link by mail, who is named again keeps theirs, and the links of those who are not named any more stop. They are told when a session is moved or cancelled, and are never counted as registrations or attendance. With `sessionIds` somebody moderates these sessions only, else all of them, later ones too.
     *
     *     Needs the permission `events:write`.
     */
    put: operations['setTeam'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/speakers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A session's speakers, with the ways in
     * @description Needs the permission `events:write`.
     */
    get: operations['getSpeakers'];
    /**
     * Set a session's speakers
     * @description The list is set whole: who is new gets an own link by mail, who is named again keeps theirs, and the links of those who are not named any more stop. They are told when a session is moved or cancelled, and are never counted as registrations or attendance.
     *
     *     Needs the permission `events:write`.
     */
    put: operations['setSpeakers'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events/{eventId}/stats': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How many looked at an event, registered and came
     * @description Of the days from `from` to `to` (UTC), a year at most; without them, since it was made. `registrations` are those made on these days, whatever became of them; `confirmed` (who has a place), `waiting`, `pending`, `cancelled` and `attended` tell how these stand now. Visits are views of the registration page by browsers; robots are left out, and nothing about a visitor is kept. `rate` is registrations by people themselves, a visit.
     *
     *     Needs the permission `events:read`.
     */
    get: operations['getEventStatistics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/stats': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How many looked at a session, registered and came
     * @description Of the days from `from` to `to` (UTC), a year at most; without them, since it was made. `registrations` are those made on these days, whatever became of them; `confirmed` (who has a place), `waiting`, `pending`, `cancelled` and `attended` tell how these stand now. Visits are those by a link that names the session (`?session=`).
     *
     *     Needs the permission `events:read`.
     */
    get: operations['getSessionStatistics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/registrations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List who is registered for a session
     * @description In a fixed order that is no order of names or dates. What a robot seems to have sent stands among them as `suspected` for 30 days: nobody is registered by it, and no mail goes out, until it is approved. With `status=waitlisted`, only those who wait: first whom a place is offered to (`offeredUntil`), then the line in its order, each with their `place`. Who asked a moment ago and has no answer yet is not in the line.
     *
     *     Needs the permission `events:read`.
     */
    get: operations['listRegistrations'];
    put?: never;
    /**
     * Register people by hand, one or many
     * @description What is wrong with one of them is told at its place, and nobody is registered then. Whoever is registered keeps their place, who had cancelled is back, who opted out (or, where the event asks everybody, has yet to confirm) is asked by one mail. What the form requires, its window and approval hold for people who come by themselves only. Again = the same.
     *
     *     Needs the permission `events:write`.
     */
    post: operations['registerByHand'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/registrations/{registrationId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Note whether a registrant was there
     * @description Needs the permission `events:write`.
     */
    patch: operations['setAttendance'];
    trace?: never;
  };
  '/v1/sessions/{sessionId}/registrations/{registrationId}/approve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Accept a registration that awaits approval, or a suspected one
     * @description Gives the person a place, or one on the waiting list, with the mail that follows; a suspected one registers as if it had been posted now. Answers how they are registered; again = the same.
     *
     *     Needs the permission `events:write`.
     */
    post: operations['approveRegistration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/registrations/{registrationId}/refuse': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Refuse a registration that awaits approval
     * @description It is `cancelled` from then on, with `refusedAt`. The person is told by a mail, unless `notify` is false. They may register again, and wait again.
     *
     *     Needs the permission `events:write`.
     */
    post: operations['refuseRegistration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/registrations/{registrationId}/move-up': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Move somebody who waits to the front of the waiting list
     * @description They get the next seat that is free, or are the next to be asked whether they take it. Nobody gets a seat beyond the capacity by it: raise the capacity for that. Who has a place, or is offered one, stays as they are; again = the same.
     *
     *     Needs the permission `events:write`.
     */
    post: operations['moveRegistrationUp'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/registrations/{registrationId}/move': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take a registrant to another date of the event
     * @description In one step: their seat becomes free, and where that date has seats they ask for one there, as if they had registered now. They are told by one mail, which names both dates. Answers the registration there; again = the same.
     *
     *     Needs the permission `events:write`.
     */
    post: operations['moveRegistration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/registrations/{registrationId}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take one registration back
     * @description The person is told by a mail, unless `notify` is false.
     *
     *     Needs the permission `events:write`.
     */
    post: operations['cancelRegistration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events/{eventId}/reminders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show the reminders of an event, and when they are due
     * @description Needs the permission `events:read`.
     */
    get: operations['getReminders'];
    /**
     * Replace the reminders of an event
     * @description Needs the permission `events:write`.
     */
    put: operations['setReminders'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events/{eventId}/handovers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show the hand-overs of an event, and when they are due
     * @description Needs the permission `events:read`.
     */
    get: operations['getHandovers'];
    /**
     * Replace the hand-overs of an event
     * @description A secret that was made is shown this once.
     *
     *     Needs the permission `events:write`; beyond it, people:hand-over, when a rule posts to another place or posts other people than the rules of before.
     */
    put: operations['setHandovers'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/handovers/{handoverId}/runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the runs of a hand-over, the latest first
     * @description `eventId` says of which event when several have a hand-over of this id.
     *
     *     Needs the permission `events:read`.
     */
    get: operations['listHandoverRuns'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/runs/{runId}/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the deliveries of a run
     * @description Of the run of a rule, or of a bulk action that hands people over (its job is the run).
     *
     *     Needs the permission `events:read`.
     */
    get: operations['listDeliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/runs/{runId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show the run of a hand-over: its counts, and how late it was
     * @description Needs the permission `events:read`.
     */
    get: operations['getHandoverRun'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/runs/{runId}/deliveries/{participantId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a delivery with what it posts
     * @description Needs the permission `people:read`.
     */
    get: operations['getDelivery'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/runs/{runId}/redrive': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask for deliveries again
     * @description For all of the run, or for the people named; those that failed, or with `which` `all` also those that were taken.
     *
     *     Needs the permission `events:write`; beyond it, people:hand-over, when the run is that of a bulk action.
     */
    post: operations['redriveRun'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/destinations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List destinations, in the order in which they were made
     * @description Needs the permission `events:read`.
     */
    get: operations['listDestinations'];
    put?: never;
    /**
     * Make a destination
     * @description Its secret is kept in Secrets Manager, and never shown again. A webhook without one is given one.
     *
     *     Needs the permission `people:hand-over`.
     */
    post: operations['createDestination'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/destinations/{destinationId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a destination
     * @description Needs the permission `events:read`.
     */
    get: operations['getDestination'];
    put?: never;
    post?: never;
    /**
     * Delete a destination and its secret
     * @description What is still to be handed over to it fails, and says so.
     *
     *     Needs the permission `people:hand-over`.
     */
    delete: operations['deleteDestination'];
    options?: never;
    head?: never;
    /**
     * Change a destination
     * @description Settings are given whole. A new secret of a webhook signs beside the former one for a day.
     *
     *     Needs the permission `people:hand-over`.
     */
    patch: operations['changeDestination'];
    trace?: never;
  };
  '/v1/destinations/{destinationId}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try a destination
     * @description Finds out whether the key is good and all is there that the settings name; nobody is handed over. A webhook gets a signed message of the type `destination.test`.
     *
     *     Needs the permission `people:hand-over`.
     */
    post: operations['testDestination'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/destinations/{destinationId}/enable': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Switch a destination on
     * @description What waited for it is sent.
     *
     *     Needs the permission `people:hand-over`.
     */
    post: operations['enableDestination'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events/{eventId}/handovers/presets/{preset}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add a ready-made hand-over
     * @description `took-part` and `did-not-take-part`: a minute after the end. `saw-the-pitch`: whoever is there so many minutes after the start. Asked for again, it changes the one that is there.
     *
     *     Needs the permission `people:hand-over`.
     */
    post: operations['addHandoverPreset'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events/{eventId}/handovers/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try a hand-over
     * @description Tells how many people and who, and shows what would be sent of one of them. Nobody is handed over.
     *
     *     Needs the permission `people:read`.
     */
    post: operations['previewHandover'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/notices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show what you asked to be told of
     * @description Needs the permission `people:read`.
     */
    get: operations['getNotices'];
    /**
     * Set what you are told of
     * @description Set whole: what is left out is switched off. Acts are `registered`, `confirmed`, `cancelled`, `moved-up` (from the waiting list) and `attended`; what an import or a bulk action does with many is none. Mails gather the acts of five minutes; a webhook gets each act by itself, signed and tried again as hand-overs are. `daily` is a summary of the last whole day (UTC) at an hour of your own zone, when anything happened. Without `eventIds` all events are meant. A webhook’s secret that was made is shown this once.
     *
     *     Needs the permission `people:read`; beyond it, people:hand-over, when a webhook is set.
     */
    put: operations['setNotices'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/notices/everybody': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List what all organizers asked to be told of
     * @description Needs the permission `settings:write`.
     */
    get: operations['listNotices'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/notices/{noticeId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Switch off what an organizer is told of, such as one who left
     * @description Needs the permission `settings:write`.
     */
    delete: operations['deleteNotices'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/participants': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the people in a filter
     * @description In a fixed order that is no order of names or dates. A page may hold fewer than `limit`, even none, and still have a cursor: the list ends where no cursor comes. A filter is `field=value` or `field.op=value` for any number of fields, `q`, `filter` and `savedFilter`, all together.
     *
     *     Needs the permission `people:read`.
     */
    get: operations['listParticipants'];
    put?: never;
    /**
     * Enter a person
     * @description Needs the permission `people:write`.
     */
    post: operations['createParticipant'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/participants/facets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Count the people in a filter by each of the values they have
     * @description With `complete: false` it is the count of a part, and `cursor` goes on to the next one: add the parts up.
     *
     *     Needs the permission `people:read`.
     */
    get: operations['countParticipants'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/participants/{participantId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a person
     * @description By a former id, of somebody who became part of another, too.
     *
     *     Needs the permission `people:read`.
     */
    get: operations['getParticipant'];
    put?: never;
    post?: never;
    /**
     * Delete a person
     * @description They can be restored for 30 days.
     *
     *     Needs the permission `people:delete`.
     */
    delete: operations['deleteParticipant'];
    options?: never;
    head?: never;
    /**
     * Change a person
     * @description What is left out stays, null takes a value away. With `merge: true` the address may be somebody else’s, who becomes part of this person.
     *
     *     Needs the permission `people:write`; beyond it, people:merge, with `merge: true`.
     */
    patch: operations['changeParticipant'];
    trace?: never;
  };
  '/v1/participants/{participantId}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List what happened to a person, newest first
     * @description Needs the permission `people:read`.
     */
    get: operations['listHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/participants/{participantId}/restore': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Restore a person who was deleted
     * @description Needs the permission `people:delete`.
     */
    post: operations['restoreParticipant'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/participants/{participantId}/block': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Put a person on the black list
     * @description Needs the permission `people:block`.
     */
    post: operations['blockParticipant'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/participants/{participantId}/unblock': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take a person off the black list
     * @description Needs the permission `people:block`.
     */
    post: operations['unblockParticipant'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/participants/unblock': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take an address or an id in a channel off the black list
     * @description Also that of somebody who was erased.
     *
     *     Needs the permission `people:block`.
     */
    post: operations['unblockIdentity'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/participants/{participantId}/release-address': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Release a former address of a person
     * @description Whoever comes with it next is somebody of their own.
     *
     *     Needs the permission `people:release`.
     */
    post: operations['releaseAddress'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/participants/{participantId}/merge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make a person part of another
     * @description The answer is the other one, and the job that moves what belonged to the first.
     *
     *     Needs the permission `people:merge`; beyond it, people:block, when one of the two is on the black list and the other is not.
     */
    post: operations['mergeParticipant'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/participants/actions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Do something to many people
     * @description First with `dryRun`, which counts; then for real, with the number that was shown as `expect`. The same `Idempotency-Key` of the same organizer is the same job.
     *
     *     Needs the permission `people:read`; beyond it, that of the action, as listed with each of them.
     */
    post: operations['startBulkAction'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/jobs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List jobs that organizers began, newest first
     * @description `kind` finds those of one: `bulk`, `import` or `export`.
     *
     *     Needs the permission `jobs:read`.
     */
    get: operations['listJobs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/jobs/{jobId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a job
     * @description Needs the permission `jobs:read`.
     */
    get: operations['getJob'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/jobs/{jobId}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel a job
     * @description What it did stays, and is counted before it says `cancelled`.
     *
     *     Needs the permission `jobs:read`; beyond it, that of whoever may begin such a job.
     */
    post: operations['cancelJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/jobs/{jobId}/undo': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take a bulk action back
     * @description The answer is the job that does it.
     *
     *     Needs the permission `jobs:read`; beyond it, that of the action that is taken back.
     */
    post: operations['undoJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/filters': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List saved filters, newest first
     * @description Needs the permission `people:read`.
     */
    get: operations['listFilters'];
    put?: never;
    /**
     * Save a filter under a name
     * @description Needs the permission `people:write`.
     */
    post: operations['createFilter'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/filters/{filterId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Delete a saved filter
     * @description Needs the permission `people:write`.
     */
    delete: operations['deleteFilter'];
    options?: never;
    head?: never;
    /**
     * Change a saved filter
     * @description Needs the permission `people:write`.
     */
    patch: operations['changeFilter'];
    trace?: never;
  };
  '/v1/groups': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List groups, newest first
     * @description Needs the permission `people:read`.
     */
    get: operations['listGroups'];
    put?: never;
    /**
     * Create a group
     * @description Needs the permission `people:write`.
     */
    post: operations['createGroup'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/groups/{groupId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a group
     * @description Needs the permission `people:read`.
     */
    get: operations['getGroup'];
    put?: never;
    post?: never;
    /**
     * Delete a group
     * @description It is gone at once; a job takes it out of its members. The members stay.
     *
     *     Needs the permission `people:write`.
     */
    delete: operations['deleteGroup'];
    options?: never;
    head?: never;
    /**
     * Rename a group
     * @description Needs the permission `people:write`.
     */
    patch: operations['renameGroup'];
    trace?: never;
  };
  '/v1/variables': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the custom fields of participants
     * @description All at once: there are 200 at most.
     *
     *     Needs the permission `people:read`.
     */
    get: operations['listVariables'];
    put?: never;
    /**
     * Define a custom field
     * @description Needs the permission `people:write`.
     */
    post: operations['createVariable'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/variables/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Hide a custom field
     * @description Its values stay with the people; the same name and type bring them back.
     *
     *     Needs the permission `people:write`.
     */
    delete: operations['deleteVariable'];
    options?: never;
    head?: never;
    /**
     * Change the label of a custom field
     * @description Needs the permission `people:write`.
     */
    patch: operations['changeVariable'];
    trace?: never;
  };
  '/v1/duplicates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List searches for duplicates, newest first
     * @description Needs the permission `people:read`.
     */
    get: operations['listDuplicateSearches'];
    put?: never;
    /**
     * Look for people who may be one person
     * @description Nobody is merged by it.
     *
     *     Needs the permission `people:merge`.
     */
    post: operations['findDuplicates'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/duplicates/{duplicatesId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a search for duplicates, and a page of what it found
     * @description Who was merged or deleted since is left out.
     *
     *     Needs the permission `people:read`.
     */
    get: operations['getDuplicates'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/doubles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List searches for duplicates, newest first
     * @deprecated
     * @description Former name of `GET /v1/duplicates`.
     *
     *     Needs the permission `people:read`.
     */
    get: operations['listDoubles'];
    put?: never;
    /**
     * Look for people who may be one person
     * @deprecated
     * @description Former name of `POST /v1/duplicates`.
     *
     *     Needs the permission `people:merge`.
     */
    post: operations['findDoubles'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/doubles/{doublesId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a search for duplicates, and a page of what it found
     * @deprecated
     * @description Former name of `GET /v1/duplicates/{duplicatesId}`.
     *
     *     Needs the permission `people:read`.
     */
    get: operations['getDoubles'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/participants/{participantId}/data': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show all that is known of a person
     * @description Needs the permission `people:disclose`.
     */
    get: operations['getSubjectAccessReport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/participants/{participantId}/erase': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Erase a person
     * @description It cannot be undone: the body repeats who is meant. The answer is the job that does it.
     *
     *     Needs the permission `people:erase`.
     */
    post: operations['eraseParticipant'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/retention': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show how long people are kept
     * @description Needs the permission `settings:write`.
     */
    get: operations['getRetention'];
    /**
     * Set how long people are kept
     * @description With `dryRun` nothing is set: the answer is a job that counts whom the rules would erase now.
     *
     *     Needs the permission `settings:write`.
     */
    put: operations['setRetention'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List who did what to people’s data in a month, newest first
     * @description Without `month`, of this one (UTC).
     *
     *     Needs the permission `audit:read`.
     */
    get: operations['listAudit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/recounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Count a session, an event or a group anew
     * @description Counts are made anew every night anyway, where anything changed. Without `sessionId`, `eventId` and `groupId`, that is done now. People may register meanwhile. The answer is the job that does it; its counts tell how many of the 16 shards were wrong.
     *
     *     Needs the permission `settings:write`.
     */
    post: operations['recount'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/imports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List imports, newest first
     * @description `key` finds those of one file.
     *
     *     Needs the permission `imports:read`.
     */
    get: operations['listImports'];
    put?: never;
    /**
     * Import pasted text, or get a link to upload a file to
     * @description With `text` the import begins at once (202). Without it the answer is a link (201): PUT the file there, and it is imported under the `key`.
     *
     *     Needs the permission `imports:write`; beyond it, people:block, for rows that put people on the black list; others are refused row by row.
     */
    post: operations['createImport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/imports/{importId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show an import
     * @description Needs the permission `imports:read`.
     */
    get: operations['getImport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/imports/{importId}/faults': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the rows that were not taken, in the order of the file
     * @description Needs the permission `imports:read`.
     */
    get: operations['listImportFaults'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/imports/{importId}/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Show the first rows as they would be read
     * @description Begins a dry run of the whole file beside it; its counts come with `GET /v1/imports/{importId}`.
     *
     *     Needs the permission `imports:write`; beyond it, people:block, for rows that put people on the black list; others are refused row by row.
     */
    post: operations['previewImport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/imports/{importId}/start': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Start an import that was held, or start again what failed or was cancelled
     * @description Needs the permission `imports:write`; beyond it, people:block, for rows that put people on the black list; others are refused row by row.
     */
    post: operations['startImport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/imports/{importId}/revert': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take back what an import did
     * @description Where nobody touched it since. The answer is a bulk job that says how much that was.
     *
     *     Needs the permission `imports:revert`.
     */
    post: operations['revertImport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/imports/{importId}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel an import that is under way
     * @description What it wrote stays, and is counted before it says `cancelled`.
     *
     *     Needs the permission `imports:write`.
     */
    post: operations['cancelImport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/mappings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List saved mappings, newest first
     * @description Needs the permission `imports:read`.
     */
    get: operations['listMappings'];
    put?: never;
    /**
     * Save a mapping under a name
     * @description Needs the permission `imports:write`.
     */
    post: operations['createMapping'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/mappings/{mappingId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Delete a saved mapping
     * @description Needs the permission `imports:write`.
     */
    delete: operations['deleteMapping'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/exports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List exports, newest first
     * @description Needs the permission `exports:write`.
     */
    get: operations['listExports'];
    put?: never;
    /**
     * Export people into a file
     * @description With `run` those of a hand-over’s run, each with what became of their delivery.
     *
     *     Needs the permission `exports:write`.
     */
    post: operations['createExport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/exports/{exportId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show an export, with a link to its file
     * @description The link is signed anew each time, and lives for 15 minutes at most.
     *
     *     Needs the permission `exports:write`.
     */
    get: operations['getExport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/attendance': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List who was in a session, and for how long
     * @description Everybody who is registered, and guests whom nobody registered, in a fixed order that is no order of names. All sources add up, and no time counts twice; `seconds` and `share` are of the session. `unknown` is never 0 %: `absent` is only who was not there by a source that tells of everybody (`coversAll`). `summary` is that of the last judgement, and null before the first. A page may have fewer people than `limit`, also none, and yet a cursor.
     *
     *     Needs the permission `events:read`.
     */
    get: operations['listAttendance'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/attendance/judge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Judge everybody of a session anew
     * @description Which happens by itself when a source comes or is taken back, the threshold of the event changes, or the session is moved. `dryRun` tells what would change, also by another `threshold`: `GET /v1/jobs/{id}` shows the counts, and the first 50 changes.
     *
     *     Needs the permission `events:write`.
     */
    post: operations['judgeSession'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/attendance-sources': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List what the attendance of a session is known from
     * @description Needs the permission `events:read`.
     */
    get: operations['listAttendanceSources'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/attendance-sources/{sourceId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Take a source back
     * @description What it says counts no more, and everybody is judged anew. It stays in the list; again = the same.
     *
     *     Needs the permission `events:write`.
     */
    delete: operations['takeBackAttendanceSource'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/attendance-sources/{sourceId}/restore': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Let a source that was taken back count again
     * @description Needs the permission `events:write`.
     */
    post: operations['restoreAttendanceSource'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/registrations/{registrationId}/attendance': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Take back what was said by hand about a registrant
     * @description The verdict follows from the sources again, which a judgement finds out; until then it is unknown. Again = the same.
     *
     *     Needs the permission `events:write`.
     */
    delete: operations['takeBackAttendance'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/online': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List who is in a session now, with the curve so far
     * @description Right within two minutes: whoever leaves without a word is missed after two. A page may have fewer people than `limit`, also none, and yet a cursor. `peak` is null while nobody came.
     *
     *     Needs the permission `events:read`.
     */
    get: operations['listOnline'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/presence': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Say that a registrant is in a room elsewhere
     * @description For rooms of your own, by a machine client: `join`, then `beat` at least every half minute, and `leave`. Our clock counts. `counts` is false outside of the session.
     *
     *     Needs the permission `presence:write`.
     */
    post: operations['notePresenceElsewhere'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/attendance-imports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the reports of a session, newest first
     * @description Needs the permission `imports:read`.
     */
    get: operations['listAttendanceImports'];
    put?: never;
    /**
     * Read a pasted report of who was there, or get a link to upload one to
     * @description Reports of Zoom, Teams, Webex, Google Meet, BigBlueButton and GoTo are known by what they hold, any other table by `columns`. With `text` it is read at once (202). Without it the answer is a link (201): PUT the file there, and it is read under the `key`. An object put under `attendance/<sessionId>/` is read as well; one put under `attendance/` finds its session itself.
     *
     *     Needs the permission `imports:write`.
     */
    post: operations['createAttendanceImport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/attendance-imports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the reports of all sessions, newest first
     * @description Those too of which nobody knows yet of which session they are.
     *
     *     Needs the permission `imports:read`.
     */
    get: operations['listAllAttendanceImports'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/attendance-imports/{importId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a report
     * @description Needs the permission `imports:read`.
     */
    get: operations['getAttendanceImport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/attendance-imports/{importId}/answer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Answer what a report does not say, and have it read
     * @description One that is held goes on; one that failed or was reverted is read anew; of one that is done, `matches` says who its guests are. A report of which nobody knows the session becomes one of the session that is named here.
     *
     *     Needs the permission `imports:write`.
     */
    post: operations['answerAttendanceImport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/attendance-imports/{importId}/revert': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take back what a report says
     * @description Everybody is judged anew by all other sources. Again = the same.
     *
     *     Needs the permission `imports:revert`.
     */
    post: operations['revertAttendanceImport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/provider': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read in which webinar or meeting a session takes place
     * @description Needs the permission `events:read`.
     */
    get: operations['getProvider'];
    /**
     * Say in which Zoom webinar or meeting a session takes place
     * @description Ten minutes after the end Zoom is asked who was there, every quarter of an hour until it knows, for a day at most. What it tells comes as an attendance import. The stage needs the credentials of a Zoom app: see docs/api.md. The same again changes nothing.
     *
     *     Needs the permission `events:write`.
     */
    put: operations['setProvider'];
    post?: never;
    /**
     * Forget in which webinar or meeting a session takes place
     * @description What was pulled stays, and can be taken back as a source of attendance.
     *
     *     Needs the permission `events:write`.
     */
    delete: operations['removeProvider'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{sessionId}/provider/pull': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask the provider now who was in a session
     * @description Also after a day, and again: joins that are known count once.
     *
     *     Needs the permission `events:write`.
     */
    post: operations['pullAttendance'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/e/{eventId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The registration page of an event */
    get: operations['showRegistrationPage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/e/{eventId}/embed.js': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The script that shows the form of an event in a page of another site
     * @description `embed` of an event is the tag for it. The form stands where the tag stands, in a frame as high as it is. The page must be of one of the `allowedOrigins` of the event. It hands on `utm_…`, `gclid` and the referrer.
     */
    get: operations['getEmbedScript'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/e/{eventId}/thanks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What people see after they registered */
    get: operations['showThanksPage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/j/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The way into the room */
    get: operations['showJoinPage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/u/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What mail somebody gets */
    get: operations['showPreferencesPage'];
    put?: never;
    /**
     * Set what mail somebody gets
     * @description With `List-Unsubscribe=One-Click` (RFC 8058) it acts at once.
     */
    post: operations['setPreferences'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/r/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What somebody has of an event
     * @description With `do=change`, `cancel` or `hand-over` and `date=ses_…`, the page that asks once more before it.
     */
    get: operations['showMyRegistrations'];
    put?: never;
    /** Change a date, cancel it, or hand its place to a colleague */
    post: operations['changeMyRegistration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/c/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Ask for the confirmation of a registration */
    get: operations['showConfirmPage'];
    put?: never;
    /** Confirm a registration */
    post: operations['confirmRegistration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/n/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Ask whether mails for organizers are to stop */
    get: operations['showMailboxPage'];
    put?: never;
    /**
     * Stop mails for organizers
     * @description Mail programs may post it by themselves (RFC 8058).
     */
    post: operations['stopMailbox'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/w/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where somebody stands in the waiting list, or the place that is held for them */
    get: operations['showWaitingPage'];
    put?: never;
    /**
     * Take the place that is held for somebody, or leave it or the list to the others
     * @description The form field `answer` is `take` or `decline`. Twice is the same as once.
     */
    post: operations['answerOffer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/i/{file}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A registrant’s date as a calendar file
     * @description `file` is the token of the link and `.ics`. A date that was cancelled or given up is cancelled in the calendar, too.
     */
    get: operations['getCalendarFile'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/presence': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Say that somebody is in the room
     * @description Join pages say `join`, then `beat` every half minute, and `leave`, with the token of their link. The body may be typed as plain text, as `sendBeacon` does. Our clock counts. All links that do not work get the same answer.
     */
    post: operations['notePresence'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/presence/{file}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The script by which join pages say so: `beat.js` */
    get: operations['getPresenceScript'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/openapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** This description, as OpenAPI 3.1 */
    get: operations['getOpenApi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/docs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** This description, as a page */
    get: operations['showDocs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /**
     * @description A problem as of RFC 9457. `type` is one of:
     *     - `urn:turnout:problem:invalid-input`: Something in the request does not read; `errors` says what, field by field.
     *     - `urn:turnout:problem:malformed-body`: The body is not in the format that it says it is.
     *     - `urn:turnout:problem:not-found`: There is nothing at this address.
     *     - `urn:turnout:problem:no-open-session`: The event has no session that one could register for now.
     *     - `urn:turnout:problem:session-closed`: The session is over, or was called off.
     *     - `urn:turnout:problem:not-open-yet`: The event takes registrations from a later moment on; `opensAt` says which.
     *     - `urn:turnout:problem:registration-closed`: The event does not take registrations any more.
     *     - `urn:turnout:problem:event-archived`: The event is archived: nobody registers or confirms any more.
     *     - `urn:turnout:problem:idempotency-key-reused`: The key came with another body before. Take a new key for something new.
     *     - `urn:turnout:problem:forbidden`: The token’s role does not allow this.
     *     - `urn:turnout:problem:conflict`: It does not go together with what is there: read it again, and decide anew.
     *     - `urn:turnout:problem:invalid-cursor`: The cursor belongs to another list. Start again without one.
     *     - `urn:turnout:problem:too-large`: The body, or the answer, would be too large.
     *     - `urn:turnout:problem:unsupported-media-type`: The body is in a format that is not taken here.
     *     - `urn:turnout:problem:internal`: Something went wrong on our side. Nothing that was sent is lost if it is sent again.
     * @example {
     *       "type": "urn:turnout:problem:invalid-input",
     *       "title": "Invalid input",
     *       "status": 422,
     *       "detail": "Some fields need another look.",
     *       "errors": [
     *         {
     *           "field": "title",
     *           "code": "too-small",
     *           "message": "Too small: expected string to have >=1 characters."
     *         }
     *       ]
     *     }
     */
    Problem: {
      /** @enum {string} */
      type:
        | 'urn:turnout:problem:invalid-input'
        | 'urn:turnout:problem:malformed-body'
        | 'urn:turnout:problem:not-found'
        | 'urn:turnout:problem:no-open-session'
        | 'urn:turnout:problem:session-closed'
        | 'urn:turnout:problem:not-open-yet'
        | 'urn:turnout:problem:registration-closed'
        | 'urn:turnout:problem:event-archived'
        | 'urn:turnout:problem:idempotency-key-reused'
        | 'urn:turnout:problem:forbidden'
        | 'urn:turnout:problem:conflict'
        | 'urn:turnout:problem:invalid-cursor'
        | 'urn:turnout:problem:too-large'
        | 'urn:turnout:problem:unsupported-media-type'
        | 'urn:turnout:problem:internal';
      title: string;
      status: number;
      /** @description What is wrong, and what to do, in words. */
      detail: string;
      errors?: components['schemas']['FieldError'][];
      /** @description The id of what stands in the way. */
      existingId?: string;
    };
    /**
     * @description One thing that is wrong with one field. `code` is one of:
     *     - `invalid-type`: The value is of another kind, or missing.
     *     - `invalid-format`: The text does not look as it must.
     *     - `invalid-value`: The value is none of those that are taken.
     *     - `invalid-union`: The value has none of the forms that are taken.
     *     - `invalid-key`: The name of a value is none that is taken.
     *     - `invalid-element`: An element of a list does not read.
     *     - `not-multiple-of`: The number is no multiple of what it must be.
     *     - `too-big`: The text is too long, the number too large, or the list too long.
     *     - `too-small`: The text is too short, the number too small, or the list too short.
     *     - `unknown-field`: There is no such field.
     *     - `custom`: The value breaks a rule; the message says which.
     *     - `required`: The value must be given.
     *     - `channel-missing`: The channel of the identifier is not told.
     *     - `control-character`: The text has characters that nobody can see.
     *     - `email-invalid`: This is no e-mail address.
     *     - `email-missing`: The e-mail address is missing.
     *     - `not-a-boolean`: This is neither yes nor no.
     *     - `not-a-choice`: This is none of the choices.
     *     - `not-a-date`: This is no date.
     *     - `not-a-number`: This is no number.
     *     - `not-a-person`: The link does not lead to a person.
     *     - `not-a-text`: This is no text.
     *     - `out-of-range`: The number is too large or too small to be kept.
     *     - `phone-number`: A phone number is no id in this channel.
     *     - `too-large`: It is too much to be kept or read at once.
     *     - `wrong-type`: The value is of another type than what it is for.
     *     - `not-supported`: This cannot be asked for (yet).
     *     - `start-mismatch`: The local time and the instant do not belong together.
     *     - `time-does-not-exist`: The clocks skip this local time.
     *     - `time-exists-twice`: The clocks show this local time twice: say which.
     *     - `time-out-of-range`: The time is too far away.
     *     - `unknown-time-zone`: There is no such time zone.
     *     - `unknown-zone`: There is no such time zone.
     *     - `invalid-filter`: This is no filter.
     *     - `invalid-json`: This is not valid JSON.
     *     - `not-sortable`: This list has its own order.
     *     - `unknown-filter`: There is no such saved filter.
     *     - `needs-sessions`: The field asks about registrations: name the sessions.
     *     - `too-many-sessions`: An export has room for the answers of fewer sessions.
     *     - `unknown-op`: The field cannot be compared like this.
     *     - `address-blocked`: The address is on the black list.
     *     - `address-erased`: Only its owner can bring this address back, by registering.
     *     - `address-in-use`: Mail goes to this address now.
     *     - `address-of-id`: The person came in with this address; it stays theirs.
     *     - `address-taken`: The address belongs to somebody else.
     *     - `address-unknown`: This is no former address of the person.
     *     - `blocked`: The person is on the black list.
     *     - `erased`: The person was erased.
     *     - `deleted`: The person is deleted: restore them first.
     *     - `deleted-too-long-ago`: The person was deleted too long ago to be restored.
     *     - `exists`: There is one like this already.
     *     - `must-ask`: People have to be asked here.
     *     - `cannot-be-asked`: The person has to confirm, and their address takes no mail.
     *     - `not-confirmed`: What was repeated is not what is meant.
     *     - `too-many-groups`: The person would be in too many groups.
     *     - `two-people`: Two people are named as one.
     *     - `unknown-group`: There is no such group.
     *     - `unknown-variable`: There is no such custom field.
     *     - `condition-circle`: The question would wait for its own answer, directly or by others.
     *     - `condition-later`: The question waits for one that is asked after it.
     *     - `condition-impossible`: The answer that the question waits for cannot be given.
     *     - `version-unchanged`: The words are others than before, while their version is the same.
     *     - `business-address`: The event takes business addresses only; this is one of a free mail service.
     *     - `ambiguous`: Several are called so: say which.
     *     - `name-taken`: Another one has this name.
     *     - `repeated-field`: The field is named twice.
     *     - `taken`: Another one has this id.
     *     - `too-many-variables`: There are as many custom fields as there can be.
     *     - `type-cannot-change`: People still have values of another type under this name.
     *     - `unknown-placeholder`: There is no such placeholder.
     *     - `session-closed`: The session is over or cancelled.
     *     - `unknown-event`: There is no such event.
     *     - `unknown-session`: The event has no such session.
     *     - `used`: A filter or rule still names it.
     */
    FieldError: {
      /** @description A path such as `answers.role`; empty for the whole body. */
      field: string;
      /** @enum {string} */
      code:
        | 'invalid-type'
        | 'invalid-format'
        | 'invalid-value'
        | 'invalid-union'
        | 'invalid-key'
        | 'invalid-element'
        | 'not-multiple-of'
        | 'too-big'
        | 'too-small'
        | 'unknown-field'
        | 'custom'
        | 'required'
        | 'channel-missing'
        | 'control-character'
        | 'email-invalid'
        | 'email-missing'
        | 'not-a-boolean'
        | 'not-a-choice'
        | 'not-a-date'
        | 'not-a-number'
        | 'not-a-person'
        | 'not-a-text'
        | 'out-of-range'
        | 'phone-number'
        | 'too-large'
        | 'wrong-type'
        | 'not-supported'
        | 'start-mismatch'
        | 'time-does-not-exist'
        | 'time-exists-twice'
        | 'time-out-of-range'
        | 'unknown-time-zone'
        | 'unknown-zone'
        | 'invalid-filter'
        | 'invalid-json'
        | 'not-sortable'
        | 'unknown-filter'
        | 'needs-sessions'
        | 'too-many-sessions'
        | 'unknown-op'
        | 'address-blocked'
        | 'address-erased'
        | 'address-in-use'
        | 'address-of-id'
        | 'address-taken'
        | 'address-unknown'
        | 'blocked'
        | 'erased'
        | 'deleted'
        | 'deleted-too-long-ago'
        | 'exists'
        | 'must-ask'
        | 'cannot-be-asked'
        | 'not-confirmed'
        | 'too-many-groups'
        | 'two-people'
        | 'unknown-group'
        | 'unknown-variable'
        | 'condition-circle'
        | 'condition-later'
        | 'condition-impossible'
        | 'version-unchanged'
        | 'business-address'
        | 'ambiguous'
        | 'name-taken'
        | 'repeated-field'
        | 'taken'
        | 'too-many-variables'
        | 'type-cannot-change'
        | 'unknown-placeholder'
        | 'session-closed'
        | 'unknown-event'
        | 'unknown-session'
        | 'used';
      message: string;
    };
    /** @description What the gateway says before anybody else is asked. */
    GatewayMessage: {
      message: string;
    };
    /**
     * @example {
     *       "status": "accepted"
     *     }
     */
    Accepted: {
      /** @constant */
      status: 'accepted';
      token?: string;
      /** Format: uri */
      joinUrl?: string;
    };
    /** @description Needs the permission people:write. */
    AddToGroupAction: {
      /** @constant */
      type: 'add-to-group';
      groupId: string;
    };
    /** @description Needs the permission events:write. */
    ApproveAction: {
      /** @constant */
      type: 'approve';
      sessionId: string;
    };
    /**
     * @example {
     *       "archived": true
     *     }
     */
    ArchiveRequest: {
      /** @default true */
      archived?: boolean;
    };
    /**
     * @example {
     *       "type": "delete"
     *     }
     */
    AskedAction:
      | components['schemas']['ExportAction']
      | components['schemas']['AddToGroupAction']
      | components['schemas']['RemoveFromGroupAction']
      | components['schemas']['SetVariableAction']
      | components['schemas']['RegisterAction']
      | components['schemas']['MoveAction']
      | components['schemas']['ApproveAction']
      | components['schemas']['RefuseAction']
      | components['schemas']['CancelAction']
      | components['schemas']['InviteAction']
      | components['schemas']['MailAction']
      | components['schemas']['HandOverAction']
      | components['schemas']['DeleteAction']
      | components['schemas']['RestoreAction']
      | components['schemas']['BlockAction']
      | components['schemas']['UnblockAction']
      | components['schemas']['FixNamesAction']
      | components['schemas']['EraseAction']
      | components['schemas']['MergeAction'];
    /**
     * @example {
     *       "timeZone": "Europe/Berlin",
     *       "dateOrder": "month-first"
     *     }
     */
    AttendanceAnswer: {
      timeZone?: string;
      /** @enum {string} */
      dateOrder?: 'day-first' | 'month-first';
      /** @enum {string} */
      clock?: '24-hour' | '12-hour';
      columns?: {
        name?: string;
        firstName?: string;
        lastName?: string;
        email?: string;
        joined?: string;
        left?: string;
        stayed?: string;
        registrantId?: string;
        attended?: string;
      };
      session?: string;
      matches?: {
        guest: string;
        registrationId: string | null;
      }[];
    };
    /**
     * @example {
     *       "id": "ati_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "key": "attendance/ses_019a0b1c2d3e4f5061728394a5b6c7d8/ati_019a0b1c2d3e4f5061728394a5b6c7d8/participants.csv",
     *       "sessionId": "ses_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "status": "held",
     *       "form": "zoom-meeting",
     *       "questions": [
     *         {
     *           "name": "timeZone",
     *           "choices": [
     *             "Europe/Berlin",
     *             "UTC"
     *           ],
     *           "message": "The report does not say of which time zone its times are."
     *         }
     *       ],
     *       "counts": {
     *         "rows": 0,
     *         "people": 0,
     *         "matched": 0,
     *         "guests": 0
     *       },
     *       "suggestions": [],
     *       "answers": {},
     *       "size": 1800,
     *       "createdAt": "2027-03-21T11:00:00.000Z",
     *       "createdBy": "user-1"
     *     }
     */
    AttendanceImport: {
      id: string;
      key: string;
      sessionId?: string;
      /** @enum {string} */
      status: 'waiting' | 'held' | 'running' | 'done' | 'failed' | 'reverted';
      reason?: string;
      detail?: string;
      /** @enum {string} */
      form?:
        | 'zoom-meeting'
        | 'zoom-webinar'
        | 'zoom-registration'
        | 'teams'
        | 'teams-classic'
        | 'teams-live-event'
        | 'webex'
        | 'google-meet'
        | 'bigbluebutton'
        | 'goto'
        | 'table';
      meeting?: {
        id?: string;
        topic?: string;
        /** Format: date-time */
        startsAt?: string;
        durationMinutes?: number;
      };
      questions: {
        /** @enum {string} */
        name: 'timeZone' | 'dateOrder' | 'clock' | 'columns' | 'matches' | 'session';
        choices: string[];
        message: string;
      }[];
      counts: {
        rows: number;
        people: number;
        matched: number;
        guests: number;
      };
      suggestions: {
        guest: string;
        name: string;
        registrationId: string;
        registeredAs: string;
      }[];
      answers: {
        timeZone?: string;
        /** @enum {string} */
        dateOrder?: 'day-first' | 'month-first';
        /** @enum {string} */
        clock?: '24-hour' | '12-hour';
        columns?: {
          name?: string;
          firstName?: string;
          lastName?: string;
          email?: string;
          joined?: string;
          left?: string;
          stayed?: string;
          registrantId?: string;
          attended?: string;
        };
        session?: string;
        matches?: {
          guest: string;
          registrationId: string | null;
        }[];
      };
      sameAs?: string;
      size: number;
      createdAt: string;
      createdBy: string;
      finishedAt?: string;
      revertedAt?: string;
      revertedBy?: string;
    };
    /**
     * @example {
     *       "fileName": "participants.csv",
     *       "timeZone": "Europe/Berlin"
     *     }
     */
    AttendanceImportRequest: {
      /** @default report.csv */
      fileName?: string;
      text?: string;
      timeZone?: string;
      /** @enum {string} */
      dateOrder?: 'day-first' | 'month-first';
      /** @enum {string} */
      clock?: '24-hour' | '12-hour';
      columns?: {
        name?: string;
        firstName?: string;
        lastName?: string;
        email?: string;
        joined?: string;
        left?: string;
        stayed?: string;
        registrantId?: string;
        attended?: string;
      };
    };
    /**
     * @example {
     *       "id": "ati_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "key": "attendance/ses_019a0b1c2d3e4f5061728394a5b6c7d8/ati_019a0b1c2d3e4f5061728394a5b6c7d8/participants.csv",
     *       "status": "waiting"
     *     }
     */
    AttendanceImportTaken: {
      id: string;
      key: string;
      /** @constant */
      status: 'waiting';
    };
    /**
     * @example {
     *       "attendance": {
     *         "state": "attended",
     *         "seconds": 3000,
     *         "share": 0.83
     *       }
     *     }
     */
    AttendanceNote: {
      attendance: {
        /** @enum {string} */
        state: 'attended' | 'absent' | 'unknown';
        seconds?: number;
        share?: number;
      };
    };
    /**
     * @example {
     *       "participantId": "par_5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "registrationId": "019a0b1c2d3e4f5061728394a5b6c7d8-5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "name": "Ann Lee",
     *       "email": "ann@example.com",
     *       "role": "attendee",
     *       "intervals": [
     *         [
     *           "2027-03-21T09:00:00.000Z",
     *           "2027-03-21T09:50:00.000Z"
     *         ]
     *       ],
     *       "seconds": 3000,
     *       "share": 0.8333,
     *       "state": "attended",
     *       "byHand": false,
     *       "sources": [
     *         {
     *           "id": "presence",
     *           "kind": "presence",
     *           "label": "Join page"
     *         }
     *       ]
     *     }
     */
    AttendancePerson: {
      participantId?: string;
      registrationId?: string;
      name: string;
      email?: string;
      /** @enum {string} */
      role: 'attendee' | 'host' | 'panelist' | 'speaker' | 'team';
      intervals: [string, string][];
      seconds: number | null;
      share: number | null;
      /** @enum {string} */
      state: 'attended' | 'absent' | 'unknown';
      byHand: boolean;
      sources: {
        id: string;
        /** @enum {string} */
        kind: 'presence' | 'report' | 'provider' | 'by-hand';
        label: string;
      }[];
    };
    /**
     * @example {
     *       "id": "presence",
     *       "kind": "presence",
     *       "label": "Join page",
     *       "at": "2027-03-21T10:02:00.000Z",
     *       "coversAll": true,
     *       "counts": true
     *     }
     */
    AttendanceSource: {
      id: string;
      /** @enum {string} */
      kind: 'presence' | 'report' | 'provider' | 'by-hand';
      label: string;
      at: string;
      coversAll: boolean;
      takenBackAt?: string;
      counts: boolean;
      ran?: [string, string];
    };
    /**
     * @example {
     *       "at": "2027-03-01T09:00:00.000Z",
     *       "id": "exp_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "actor": "user-1",
     *       "act": "export",
     *       "what": "exp_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "status": "done",
     *       "fields": [
     *         "email"
     *       ],
     *       "counts": {
     *         "rows": 2
     *       }
     *     }
     */
    AuditEntry: {
      at: string;
      id: string;
      actor: string;
      act: string;
      what: string;
      count?: number;
      people?: string[];
      /** @enum {string} */
      status?: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
      filter?: components['schemas']['Filter'];
      excluded?: number;
      fields?: string[];
      counts?: {
        [key: string]: number;
      };
    };
    /** @description Needs the permission people:block. */
    BlockAction: {
      /** @constant */
      type: 'block';
    };
    /**
     * @example {
     *       "count": 2,
     *       "counts": {
     *         "looked": 2,
     *         "chosen": 2,
     *         "changed": 2,
     *         "unchanged": 0,
     *         "skipped": 0,
     *         "failed": 0
     *       },
     *       "reasons": {}
     *     }
     */
    BulkCount: {
      count: number;
      counts: {
        looked: number;
        chosen: number;
        changed: number;
        unchanged: number;
        skipped: number;
        failed: number;
        unknown?: number;
        registrations?: number;
      };
      reasons?: {
        [key: string]: number;
      };
      isWhole?: boolean;
    };
    /**
     * @example {
     *       "action": {
     *         "type": "add-to-group",
     *         "groupId": "grp_019a0b1c2d3e4f5061728394a5b6c7d8"
     *       },
     *       "all": true,
     *       "filter": {
     *         "field": "status",
     *         "op": "in",
     *         "value": [
     *           "active"
     *         ]
     *       },
     *       "dryRun": true
     *     }
     */
    BulkRequest: {
      action: components['schemas']['AskedAction'];
      ids?: string[];
      /** @constant */
      all?: true;
      filter?: components['schemas']['Filter'];
      exclude?: string[];
      /** @default false */
      dryRun?: boolean;
      expect?: number;
    };
    /** @description Needs the permission events:write. */
    CancelAction: {
      /** @constant */
      type: 'cancel';
      sessionId: string;
      /** @default true */
      notify?: boolean;
    };
    /**
     * @example {
     *       "notify": false
     *     }
     */
    CancelRequest: {
      /** @default true */
      notify?: boolean;
    };
    /**
     * @example {
     *       "confirm": 15
     *     }
     */
    CancelSession: {
      /** @default 0 */
      confirm?: number;
    };
    /**
     * @example {
     *       "id": "par_5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "email": "ann@example.com",
     *       "firstName": "Ann",
     *       "lastName": "Lee",
     *       "source": "self-registration",
     *       "status": "active",
     *       "inviteType": "email",
     *       "labels": [
     *         "self-registered"
     *       ],
     *       "groups": [
     *         "grp_019a0b1c2d3e4f5061728394a5b6c7d8"
     *       ],
     *       "variables": {
     *         "city": "Ulm"
     *       },
     *       "utm": {
     *         "source": "newsletter"
     *       },
     *       "createdAt": "2027-03-01T09:00:00.000Z",
     *       "mergeJobId": "mrg_019a0b1c2d3e4f5061728394a5b6c7d8"
     *     }
     */
    ChangedParticipant: {
      id: string;
      email?: string;
      firstName?: string;
      lastName?: string;
      phone?: string;
      company?: string;
      jobTitle?: string;
      /** @enum {string} */
      locale?: 'en' | 'de' | 'fr' | 'ru';
      timeZone?: string;
      channel?: string;
      externalId?: string;
      messenger?: string;
      /** Format: uri */
      profileUrl?: string;
      /** Format: uri */
      avatarUrl?: string;
      /** @enum {string} */
      source: 'self-registration' | 'import' | 'manual' | 'api' | 'attendance-report';
      /** @enum {string} */
      status: 'active' | 'unsubscribed' | 'bounced' | 'complained' | 'deleted' | 'blocked';
      /** @enum {string} */
      inviteType: 'email' | 'link' | 'none';
      labels: string[];
      groups: string[];
      variables: {
        [key: string]: string | number | boolean;
      };
      utm: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
      };
      consent?: {
        at?: string;
        source?: string;
        ip?: string;
      };
      firstSeenAt?: string;
      lastSeenAt?: string;
      createdAt: string;
      deletedAt?: string;
      mergeJobId?: string;
    };
    /**
     * @example {
     *       "title": "Pruning fruit trees, again"
     *     }
     */
    CopyRequest: {
      title?: string;
    };
    /** @description Needs the permission people:delete. */
    DeleteAction: {
      /** @constant */
      type: 'delete';
    };
    /**
     * @example {
     *       "id": "grp_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "name": "Gardeners",
     *       "deleted": true,
     *       "jobId": "blk_019a0b1c2d3e4f5061728394a5b6c7d8"
     *     }
     */
    DeletedGroup: {
      id: string;
      name: string;
      /** @constant */
      deleted: true;
      jobId: string;
    };
    /**
     * @example {
     *       "id": "run_9f0c2d3e4f5061728394a5b6c7d8e9fa_5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "participantId": "par_5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "status": "delivered",
     *       "attempts": 1,
     *       "round": 1,
     *       "createdAt": "2027-03-21T11:00:02.000Z",
     *       "finishedAt": "2027-03-21T11:00:03.000Z",
     *       "log": [
     *         {
     *           "at": "2027-03-21T11:00:03.000Z",
     *           "status": 200,
     *           "durationMs": 85
     *         }
     *       ]
     *     }
     */
    Delivery: {
      id: string;
      participantId: string;
      registrationId?: string;
      /** @enum {string} */
      status: 'pending' | 'delivered' | 'failed' | 'switched-off' | 'skipped';
      attempts: number;
      round: number;
      nextAttemptAt?: string;
      reason?: string;
      createdAt: string;
      finishedAt?: string;
      log: {
        at: string;
        status?: number;
        error?: string;
        answer?: string;
        durationMs: number;
      }[];
    };
    /**
     * @example {
     *       "id": "run_9f0c2d3e4f5061728394a5b6c7d8e9fa_5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "participantId": "par_5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "status": "failed",
     *       "attempts": 10,
     *       "round": 1,
     *       "createdAt": "2027-03-21T11:00:02.000Z",
     *       "log": [
     *         {
     *           "at": "2027-03-21T11:00:03.000Z",
     *           "status": 500,
     *           "answer": "Oops",
     *           "durationMs": 85
     *         }
     *       ],
     *       "payload": {
     *         "type": "registration.handed_over"
     *       }
     *     }
     */
    DeliveryDetails: {
      id: string;
      participantId: string;
      registrationId?: string;
      /** @enum {string} */
      status: 'pending' | 'delivered' | 'failed' | 'switched-off' | 'skipped';
      attempts: number;
      round: number;
      nextAttemptAt?: string;
      reason?: string;
      createdAt: string;
      finishedAt?: string;
      log: {
        at: string;
        status?: number;
        error?: string;
        answer?: string;
        durationMs: number;
      }[];
      payload?: unknown;
    };
    /**
     * @example {
     *       "id": "dst_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "type": "getresponse",
     *       "name": "GetResponse",
     *       "settings": {
     *         "list": "Webinars",
     *         "tags": [
     *           "webinar"
     *         ],
     *         "fields": [
     *           {
     *             "to": "Webinar",
     *             "from": "event.title"
     *           }
     *         ]
     *       },
     *       "enabled": true,
     *       "hasSecret": true,
     *       "createdAt": "2027-03-01T09:00:00.000Z"
     *     }
     */
    Destination: {
      id: string;
      /** @enum {string} */
      type: 'webhook' | 'getresponse' | 'activecampaign' | 'hubspot' | 'mailchimp' | 'brevo' | 'file';
      name: string;
      settings: {
        [key: string]: unknown;
      };
      enabled: boolean;
      disabledSince?: string;
      reason?: string;
      hasSecret: boolean;
      secret?: string;
      secretChangedAt?: string;
      secretRotatesUntil?: string;
      /** Format: date-time */
      createdAt: string;
    };
    /**
     * @example {
     *       "type": "getresponse",
     *       "name": "GetResponse",
     *       "settings": {
     *         "list": "Webinars",
     *         "tags": [
     *           "webinar"
     *         ],
     *         "fields": [
     *           {
     *             "to": "Webinar",
     *             "from": "event.title"
     *           }
     *         ]
     *       },
     *       "secret": "key-of-the-account"
     *     }
     */
    DestinationDraft:
      | {
          /** @constant */
          type: 'webhook';
          name: string;
          settings: {
            url: string;
          };
          secret?: string;
          enabled?: boolean;
        }
      | {
          /** @constant */
          type: 'getresponse';
          name: string;
          settings: {
            list: string;
            /** @default [] */
            tags?: string[];
            /** @default [] */
            fields?: {
              to: string;
              from: string;
            }[];
            baseUrl?: string;
            domain?: string;
          };
          secret?: string;
          enabled?: boolean;
        }
      | {
          /** @constant */
          type: 'activecampaign';
          name: string;
          settings: {
            baseUrl: string;
            list?: string;
            /** @default [] */
            tags?: string[];
            /** @default [] */
            fields?: {
              to: string;
              from: string;
            }[];
          };
          secret?: string;
          enabled?: boolean;
        }
      | {
          /** @constant */
          type: 'hubspot';
          name: string;
          settings: {
            list?: string;
            /** @default [] */
            fields?: {
              to: string;
              from: string;
            }[];
            baseUrl?: string;
          };
          secret?: string;
          enabled?: boolean;
        }
      | {
          /** @constant */
          type: 'mailchimp';
          name: string;
          settings: {
            list: string;
            /** @default [] */
            tags?: string[];
            /** @default [] */
            fields?: {
              to: string;
              from: string;
            }[];
            /** @default false */
            doubleOptIn?: boolean;
            baseUrl?: string;
          };
          secret?: string;
          enabled?: boolean;
        }
      | {
          /** @constant */
          type: 'brevo';
          name: string;
          settings: {
            list?: string;
            /** @default [] */
            fields?: {
              to: string;
              from: string;
            }[];
            baseUrl?: string;
          };
          secret?: string;
          enabled?: boolean;
        }
      | {
          /** @constant */
          type: 'file';
          name: string;
          settings: {
            /**
             * @default csv
             * @enum {string}
             */
            format?: 'csv' | 'xlsx';
            fields?: string[];
          };
          secret?: string;
          enabled?: boolean;
        };
    /**
     * @example {
     *       "secret": "another-key-of-the-account"
     *     }
     */
    DestinationPatch: {
      name?: string;
      settings?: {
        [key: string]: unknown;
      };
      secret?: string;
      enabled?: boolean;
    };
    /**
     * @example {
     *       "ok": false,
     *       "reason": "GetResponse has no list “Webinars”.",
     *       "status": 200,
     *       "durationMs": 212
     *     }
     */
    DestinationTest: {
      ok: boolean;
      reason?: string;
      status?: number;
      error?: string;
      answer?: string;
      durationMs: number;
    };
    /**
     * @example {
     *       "id": "dbl_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "status": "done",
     *       "pass": 2,
     *       "counts": {
     *         "looked": 200,
     *         "groups": 0
     *       },
     *       "isCut": false,
     *       "createdAt": "2027-03-01T09:00:00.000Z",
     *       "createdBy": "user-1"
     *     }
     */
    DuplicateSearch: {
      id: string;
      /** @enum {string} */
      status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
      reason?: string;
      detail?: string;
      homeCountryCode?: string;
      pass: number;
      counts: {
        looked: number;
        groups: number;
      };
      isCut: boolean;
      createdAt: string;
      createdBy: string;
      finishedAt?: string;
    };
    /**
     * @example {
     *       "id": "dbl_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "status": "done",
     *       "pass": 2,
     *       "counts": {
     *         "looked": 200,
     *         "groups": 0
     *       },
     *       "isCut": false,
     *       "createdAt": "2027-03-01T09:00:00.000Z",
     *       "createdBy": "user-1",
     *       "items": []
     *     }
     */
    Duplicates: {
      id: string;
      /** @enum {string} */
      status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
      reason?: string;
      detail?: string;
      homeCountryCode?: string;
      pass: number;
      counts: {
        looked: number;
        groups: number;
      };
      isCut: boolean;
      createdAt: string;
      createdBy: string;
      finishedAt?: string;
      items: {
        reasons: ('same-address' | 'same-phone' | 'same-name-and-company' | 'similar-address')[];
        people: components['schemas']['Participant'][];
        total: number;
      }[];
      cursor?: string;
    };
    /**
     * @example {
     *       "homeCountryCode": "49"
     *     }
     */
    DuplicatesRequest: {
      homeCountryCode?: string;
    };
    /** @description Needs the permission people:erase. */
    EraseAction: {
      /** @constant */
      type: 'erase';
    };
    /**
     * @example {
     *       "confirm": "ann@example.com"
     *     }
     */
    EraseConfirmation: {
      confirm: string;
    };
    /**
     * @example {
     *       "title": "Pruning fruit trees",
     *       "timeZone": "Europe/Berlin",
     *       "locale": "de",
     *       "form": {
     *         "fields": [
     *           {
     *             "name": "garden",
     *             "label": "How large is your garden?",
     *             "type": "number",
     *             "required": false
     *           }
     *         ],
     *         "basics": {
     *           "firstName": "required",
     *           "lastName": "required",
     *           "phone": "hidden",
     *           "company": "optional",
     *           "jobTitle": "optional"
     *         },
     *         "consents": [
     *           {
     *             "name": "terms",
     *             "text": "I agree to …",
     *             "version": "2027-03",
     *             "required": true
     *           }
     *         ]
     *       },
     *       "id": "evt_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "kind": "scheduled",
     *       "description": "",
     *       "allowedOrigins": [],
     *       "doubleOptIn": false,
     *       "approval": false,
     *       "businessOnly": false,
     *       "registration": {
     *         "closesMinutesBefore": 10
     *       },
     *       "waitlist": {},
     *       "attendanceThreshold": 50,
     *       "attendanceLength": "planned",
     *       "sender": {
     *         "name": "The gardeners",
     *         "replyTo": "garden@example.org"
     *       },
     *       "look": {
     *         "colour": "#0b6650"
     *       },
     *       "createdAt": "2027-03-01T09:00:00.000Z",
     *       "version": 1,
     *       "pageUrl": "https://events.example.org/e/evt_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "embed": "<script …></script>",
     *       "sessions": {
     *         "total": 3,
     *         "coming": 0
     *       },
     *       "counts": {
     *         "registered": 12,
     *         "waitlisted": 0,
     *         "attended": 9,
     *         "pending": 3
     *       }
     *     }
     */
    Event: {
      /**
       * @default scheduled
       * @enum {string}
       */
      kind: 'scheduled' | 'room';
      title: string;
      /** @default  */
      description: string;
      timeZone: string;
      /** @enum {string} */
      locale: 'en' | 'de' | 'fr' | 'ru';
      form: {
        /** @default [] */
        fields: {
          name: string;
          label: string;
          /** @enum {string} */
          type: 'text' | 'email' | 'number' | 'boolean' | 'choice' | 'date' | 'textarea' | 'choices';
          /** @default false */
          required: boolean;
          choices?: string[];
          showWhen?: {
            field: string;
            equals: string | number | boolean;
          };
          variable?: string;
        }[];
        basics: {
          /**
           * @default optional
           * @enum {string}
           */
          firstName: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          lastName: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          phone: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          company: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          jobTitle: 'hidden' | 'optional' | 'required';
        };
        /** @default [] */
        consents: {
          name: string;
          text: string;
          version: string;
          /** @default false */
          required: boolean;
        }[];
      };
      /** @default [] */
      allowedOrigins: string[];
      /** @default false */
      doubleOptIn: boolean;
      /** @default false */
      approval: boolean;
      /** @default false */
      businessOnly: boolean;
      /** @default {} */
      registration: {
        opensAt?: unknown;
        closesAt?: unknown;
        closesMinutesBefore?: number;
      };
      /** @default {} */
      waitlist: {
        deadlineMinutes?: number;
      };
      /** @default 50 */
      attendanceThreshold: number;
      /**
       * @default planned
       * @enum {string}
       */
      attendanceLength: 'planned' | 'real';
      /** @default {} */
      sender: {
        name?: string;
        replyTo?: string;
      };
      /** @default {} */
      look: {
        picture?: string;
        colour?: unknown;
      };
      thankYouText?: string;
      thankYouUrl?: string;
      roomUrl?: string;
      id: string;
      createdAt: string;
      archivedAt?: string;
      /** @default 1 */
      version: number;
      /** Format: uri */
      pageUrl: string;
      embed: string;
      sessions: {
        total: number;
        coming: number;
        next?: {
          id: string;
          name: string;
          startsAt: string;
          timeZone: string;
          /** Format: date-time */
          startsAtUtc: string;
          durationMinutes: number;
        };
      };
      counts: {
        registered: number;
        waitlisted: number;
        attended: number;
        pending: number;
      };
    };
    /**
     * @example {
     *       "title": "Pruning fruit trees",
     *       "timeZone": "Europe/Berlin",
     *       "locale": "de",
     *       "form": {
     *         "fields": [
     *           {
     *             "name": "garden",
     *             "label": "How large is your garden?",
     *             "type": "number",
     *             "required": false
     *           }
     *         ]
     *       }
     *     }
     */
    EventDraft: {
      /**
       * @default scheduled
       * @enum {string}
       */
      kind?: 'scheduled' | 'room';
      title: string;
      /** @default  */
      description?: string;
      timeZone: string;
      /** @enum {string} */
      locale?: 'en' | 'de' | 'fr' | 'ru';
      /** @default {} */
      form?: {
        /** @default [] */
        fields?: {
          name: string;
          label: string;
          /** @enum {string} */
          type: 'text' | 'email' | 'number' | 'boolean' | 'choice' | 'date' | 'textarea' | 'choices';
          /** @default false */
          required?: boolean;
          choices?: string[];
          showWhen?: {
            field: string;
            equals: string | number | boolean;
          };
          variable?: string;
        }[];
        /** @default {} */
        basics?: {
          /**
           * @default optional
           * @enum {string}
           */
          firstName?: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          lastName?: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          phone?: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          company?: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          jobTitle?: 'hidden' | 'optional' | 'required';
        };
        /** @default [] */
        consents?: {
          name: string;
          text: string;
          version: string;
          /** @default false */
          required?: boolean;
        }[];
      };
      /** @default [] */
      allowedOrigins?: string[];
      /** @default false */
      doubleOptIn?: boolean;
      /** @default false */
      approval?: boolean;
      /** @default false */
      businessOnly?: boolean;
      registration?: {
        /** Format: date-time */
        opensAt?: string;
        /** Format: date-time */
        closesAt?: string;
        closesMinutesBefore?: number;
      };
      /** @default {} */
      waitlist?: {
        deadlineMinutes?: number;
      };
      /** @default 50 */
      attendanceThreshold?: number;
      /**
       * @default planned
       * @enum {string}
       */
      attendanceLength?: 'planned' | 'real';
      sender?: {
        name?: string;
        replyTo?: string;
      };
      look?: {
        picture?: string;
        colour?: string;
      };
      thankYouText?: string;
      thankYouUrl?: string;
      roomUrl?: string;
    };
    /**
     * @example {
     *       "title": "Pruning old fruit trees"
     *     }
     */
    EventPatch: {
      title?: string;
      /** @default  */
      description?: string;
      timeZone?: string;
      /** @enum {string} */
      locale?: 'en' | 'de' | 'fr' | 'ru';
      /** @default {} */
      form?: {
        /** @default [] */
        fields?: {
          name: string;
          label: string;
          /** @enum {string} */
          type: 'text' | 'email' | 'number' | 'boolean' | 'choice' | 'date' | 'textarea' | 'choices';
          /** @default false */
          required?: boolean;
          choices?: string[];
          showWhen?: {
            field: string;
            equals: string | number | boolean;
          };
          variable?: string;
        }[];
        /** @default {} */
        basics?: {
          /**
           * @default optional
           * @enum {string}
           */
          firstName?: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          lastName?: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          phone?: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          company?: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          jobTitle?: 'hidden' | 'optional' | 'required';
        };
        /** @default [] */
        consents?: {
          name: string;
          text: string;
          version: string;
          /** @default false */
          required?: boolean;
        }[];
      };
      /** @default [] */
      allowedOrigins?: string[];
      /** @default false */
      doubleOptIn?: boolean;
      /** @default false */
      approval?: boolean;
      /** @default false */
      businessOnly?: boolean;
      registration?: {
        /** Format: date-time */
        opensAt?: string;
        /** Format: date-time */
        closesAt?: string;
        closesMinutesBefore?: number;
      };
      /** @default {} */
      waitlist?: {
        deadlineMinutes?: number;
      };
      /** @default 50 */
      attendanceThreshold?: number;
      /**
       * @default planned
       * @enum {string}
       */
      attendanceLength?: 'planned' | 'real';
      sender?: {
        name?: string;
        replyTo?: string;
      };
      look?: {
        picture?: string;
        colour?: string;
      };
      thankYouText?: string;
      thankYouUrl?: string;
      roomUrl?: string;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "id": "ntc_5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *           "mail": {
     *             "address": "ann@example.org",
     *             "locale": "en",
     *             "acts": [
     *               "registered",
     *               "cancelled"
     *             ],
     *             "daily": {
     *               "at": "08:00",
     *               "timeZone": "Europe/Berlin"
     *             },
     *             "state": "on"
     *           },
     *           "updatedAt": "2027-03-01T09:00:00.000Z"
     *         }
     *       ]
     *     }
     */
    EverybodysNotices: {
      items: {
        id: string;
        mail?: {
          /** @default [] */
          acts: ('registered' | 'confirmed' | 'cancelled' | 'moved-up' | 'attended')[];
          eventIds?: string[];
          /**
           * @default en
           * @enum {string}
           */
          locale: 'en' | 'de' | 'fr' | 'ru';
          daily?: {
            at: string;
            timeZone: string;
          };
          address: string;
          /** @enum {string} */
          state: 'on' | 'stopped';
        };
        webhook?: {
          /** @default [] */
          acts: ('registered' | 'confirmed' | 'cancelled' | 'moved-up' | 'attended')[];
          eventIds?: string[];
          url: string;
          secret?: string;
          /** @enum {string} */
          state: 'on' | 'switched-off';
          reason?: string;
        };
        /** Format: date-time */
        updatedAt?: string;
      }[];
    };
    /**
     * @example {
     *       "id": "exp_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "status": "done",
     *       "rows": 2,
     *       "looked": 2,
     *       "url": "https://bucket.s3.eu-central-1.amazonaws.com/exports/people.csv?X-Amz-Signature=…",
     *       "progress": 1,
     *       "all": true,
     *       "fields": [
     *         "email",
     *         "firstName",
     *         "lastName"
     *       ],
     *       "format": "csv",
     *       "timeZone": "UTC",
     *       "dateFormat": "iso",
     *       "delimiter": ",",
     *       "encoding": "utf-8-bom",
     *       "replaced": 0,
     *       "fileName": "participants-2027-03-01.csv",
     *       "createdAt": "2027-03-01T09:00:00.000Z",
     *       "createdBy": "user-1"
     *     }
     */
    Export: {
      id: string;
      /** @enum {string} */
      status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
      reason?: string;
      detail?: string;
      rows: number;
      looked: number;
      url?: string;
      progress: number;
      ids?: number;
      /** @constant */
      all?: true;
      filter?: components['schemas']['Filter'];
      exclude?: string[];
      run?: string;
      fields: string[];
      /** @enum {string} */
      format: 'csv' | 'xlsx';
      timeZone: string;
      /** @enum {string} */
      dateFormat: 'iso' | 'excel' | 'day-first' | 'month-first';
      /** @enum {string} */
      delimiter?: ',' | ';' | '\t' | '|';
      /** @enum {string} */
      encoding?: 'utf-8-bom' | 'utf-8' | 'utf-16le' | 'windows-1251' | 'windows-1252';
      replaced?: number;
      fileName: string;
      createdAt: string;
      createdBy: string;
      finishedAt?: string;
    };
    /**
     * @example {
     *       "type": "export",
     *       "format": "csv"
     *     }
     */
    ExportAction: {
      run?: string;
      fields?: string[];
      /**
       * @default csv
       * @enum {string}
       */
      format?: 'csv' | 'xlsx';
      /** @enum {string} */
      delimiter?: ',' | ';' | '\t' | '|';
      /** @enum {string} */
      locale?: 'en' | 'de' | 'fr' | 'ru';
      /**
       * @default utf-8-bom
       * @enum {string}
       */
      encoding?: 'utf-8-bom' | 'utf-8' | 'utf-16le' | 'windows-1251' | 'windows-1252';
      /** @default UTC */
      timeZone?: string;
      /**
       * @default iso
       * @enum {string}
       */
      dateFormat?: 'iso' | 'excel' | 'day-first' | 'month-first';
      fileName?: string;
      /** @constant */
      type: 'export';
    };
    /**
     * @example {
     *       "filter": {
     *         "field": "status",
     *         "op": "in",
     *         "value": [
     *           "active"
     *         ]
     *       },
     *       "format": "csv"
     *     }
     */
    ExportRequest: {
      ids?: string[];
      /** @constant */
      all?: true;
      filter?: components['schemas']['Filter'];
      exclude?: string[];
      run?: string;
      fields?: string[];
      /**
       * @default csv
       * @enum {string}
       */
      format?: 'csv' | 'xlsx';
      /** @enum {string} */
      delimiter?: ',' | ';' | '\t' | '|';
      /** @enum {string} */
      locale?: 'en' | 'de' | 'fr' | 'ru';
      /**
       * @default utf-8-bom
       * @enum {string}
       */
      encoding?: 'utf-8-bom' | 'utf-8' | 'utf-16le' | 'windows-1251' | 'windows-1252';
      /** @default UTC */
      timeZone?: string;
      /**
       * @default iso
       * @enum {string}
       */
      dateFormat?: 'iso' | 'excel' | 'day-first' | 'month-first';
      fileName?: string;
    };
    /**
     * @example {
     *       "all": [
     *         {
     *           "field": "status",
     *           "op": "in",
     *           "value": [
     *             "active"
     *           ]
     *         },
     *         {
     *           "field": "company",
     *           "op": "exists",
     *           "value": true
     *         }
     *       ]
     *     }
     */
    Filter:
      | {
          field: string;
          /** @enum {string} */
          op: 'in' | 'notIn' | 'eq' | 'contains' | 'startsWith' | 'exists' | 'lt' | 'gt' | 'between';
          value: (string | number | boolean) | (string | number | boolean)[];
        }
      | {
          all: components['schemas']['Filter'][];
        }
      | {
          any: components['schemas']['Filter'][];
        }
      | {
          not: components['schemas']['Filter'];
        }
      | {
          saved: string;
        };
    /**
     * @example {
     *       "name": "Still active"
     *     }
     */
    FilterChange: {
      name?: string;
      filter?: components['schemas']['Filter'];
    };
    /**
     * @example {
     *       "name": "Active",
     *       "filter": {
     *         "field": "status",
     *         "op": "in",
     *         "value": [
     *           "active"
     *         ]
     *       }
     *     }
     */
    FilterDraft: {
      name: string;
      filter: components['schemas']['Filter'];
    };
    /** @description Needs the permission people:write. */
    FixNamesAction: {
      /** @constant */
      type: 'fix-names';
    };
    /**
     * @example {
     *       "name": "",
     *       "startsAt": "2027-03-28T10:00",
     *       "timeZone": "Europe/Berlin",
     *       "startsAtUtc": "2027-03-28T08:00:00.000Z",
     *       "durationMinutes": 60
     *     }
     */
    ForeseenSession: {
      name: string;
      startsAt: string;
      timeZone: string;
      /** Format: date-time */
      startsAtUtc: string;
      durationMinutes: number;
      roomUrl?: string;
      moderatorUrl?: string;
      replayUrl?: string;
      capacity?: number;
    };
    /**
     * @example {
     *       "id": "grp_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "name": "Gardeners",
     *       "members": 12,
     *       "createdAt": "2027-03-01T09:00:00.000Z"
     *     }
     */
    Group: {
      id: string;
      name: string;
      members: number;
      createdAt: string;
    };
    /**
     * @example {
     *       "name": "Gardeners"
     *     }
     */
    GroupDraft: {
      name: string;
    };
    /** @description Needs the permission people:hand-over. */
    HandOverAction: {
      /** @constant */
      type: 'hand-over';
      url: string;
      secret?: string;
    };
    /**
     * @example {
     *       "destination": {
     *         "id": "dst_019a0b1c2d3e4f5061728394a5b6c7d8",
     *         "tags": [
     *           "attended"
     *         ]
     *       }
     *     }
     */
    HandoverPreset: {
      id?: string;
      name?: string;
      offsetMinutes?: number;
      destination:
        | {
            /** @constant */
            type: 'webhook';
            url: string;
            secret?: string;
          }
        | {
            id: string;
            tags?: string[];
          };
    };
    /**
     * @example {
     *       "sessionId": "ses_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "looked": 12,
     *       "count": 9,
     *       "undecided": 0,
     *       "complete": true,
     *       "people": [
     *         {
     *           "participantId": "par_5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *           "email": "ann@example.com"
     *         }
     *       ],
     *       "sample": {
     *         "body": {
     *           "type": "registration.handed_over"
     *         },
     *         "mapped": {
     *           "email": "ann@example.com",
     *           "tags": [
     *             "webinar"
     *           ],
     *           "fields": [
     *             {
     *               "to": "Webinar",
     *               "from": "event.title",
     *               "value": "Spring webinar"
     *             }
     *           ]
     *         }
     *       }
     *     }
     */
    HandoverPreview: {
      sessionId: string;
      looked: number;
      count: number;
      undecided: number;
      complete: boolean;
      people: {
        participantId: string;
        email?: string;
      }[];
      sample?: {
        body: unknown;
        mapped?: {
          email?: string;
          tags: string[];
          fields: {
            to: string;
            from: string;
            value?: unknown;
          }[];
        };
      };
    };
    /**
     * @example {
     *       "id": "run_9f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "handoverId": "crm",
     *       "eventId": "evt_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "sessionId": "ses_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "dueAt": "2027-03-21T11:00:00.000Z",
     *       "status": "done",
     *       "audience": 12,
     *       "createdAt": "2027-03-21T11:00:01.000Z",
     *       "finishedAt": "2027-03-21T11:00:03.000Z"
     *     }
     */
    HandoverRun: {
      id: string;
      handoverId: string;
      eventId: string;
      sessionId: string;
      /** Format: date-time */
      dueAt: string;
      /** @enum {string} */
      status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
      reason?: string;
      /** @enum {string} */
      when?: 'registered' | 'confirmed' | 'cancelled' | 'attended';
      audience: number;
      createdAt: string;
      finishedAt?: string;
    };
    /**
     * @example {
     *       "id": "run_9f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "handoverId": "crm",
     *       "status": "done",
     *       "audience": 12,
     *       "eventId": "evt_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "sessionId": "ses_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "dueAt": "2027-03-21T11:00:00.000Z",
     *       "createdAt": "2027-03-21T11:00:01.000Z",
     *       "counts": {
     *         "pending": 0,
     *         "delivered": 11,
     *         "failed": 1,
     *         "switched-off": 0,
     *         "skipped": 0,
     *         "undecided": 0
     *       },
     *       "late": {
     *         "medianSeconds": 2,
     *         "worstSeconds": 9
     *       },
     *       "complete": true
     *     }
     */
    HandoverRunDetails: {
      id: string;
      handoverId?: string;
      eventId?: string;
      sessionId?: string;
      /** Format: date-time */
      dueAt: string;
      /** @enum {string} */
      status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
      reason?: string;
      /** @enum {string} */
      when?: 'registered' | 'confirmed' | 'cancelled' | 'attended';
      audience: number;
      createdAt: string;
      finishedAt?: string;
      counts: {
        pending: number;
        delivered: number;
        failed: number;
        'switched-off': number;
        skipped: number;
        undecided: number;
      };
      late?: {
        medianSeconds: number;
        worstSeconds: number;
      };
      complete: boolean;
    };
    /**
     * @example {
     *       "rules": [
     *         {
     *           "name": "CRM",
     *           "anchor": "end",
     *           "offsetMinutes": 60,
     *           "audience": "participants",
     *           "destination": {
     *             "type": "webhook",
     *             "url": "https://crm.example.com/hook"
     *           }
     *         }
     *       ]
     *     }
     */
    HandoverSet: {
      rules: {
        id?: string;
        /** @default Hand-over */
        name?: string;
        /**
         * @default start
         * @enum {string}
         */
        anchor?: 'start' | 'end';
        /** @default 0 */
        offsetMinutes?: number;
        /** @enum {string} */
        when?: 'registered' | 'confirmed' | 'cancelled' | 'attended';
        /**
         * @default all
         * @enum {string}
         */
        audience?: 'all' | 'participants' | 'non-participants' | 'online' | 'not-online';
        filter?: components['schemas']['Filter'];
        /** @enum {string} */
        unknown?: 'wait' | 'as-absent' | 'skip';
        waitMinutes?: number;
        /** @enum {string} */
        afterWait?: 'as-absent' | 'skip';
        tellChanges?: boolean;
        destination:
          | {
              /** @constant */
              type: 'webhook';
              url: string;
              secret?: string;
              /** @enum {string} */
              state?: 'on' | 'switched-off';
              reason?: string;
              since?: string;
              secretRotatesUntil?: string;
            }
          | {
              id: string;
              tags?: string[];
              /** @enum {string} */
              state?: 'on' | 'switched-off';
              reason?: string;
              since?: string;
              secretRotatesUntil?: string;
              type?: string;
              name?: string;
            };
        version?: number;
        timedAt?: string;
      }[];
      planned?: unknown[];
    };
    /**
     * @example {
     *       "ruleId": "crm",
     *       "sessionId": "ses_019a0b1c2d3e4f5061728394a5b6c7d8"
     *     }
     */
    HandoverTrial: {
      ruleId?: string;
      rule?: {
        id?: string;
        /** @default Hand-over */
        name?: string;
        /**
         * @default start
         * @enum {string}
         */
        anchor?: 'start' | 'end';
        /** @default 0 */
        offsetMinutes?: number;
        /** @enum {string} */
        when?: 'registered' | 'confirmed' | 'cancelled' | 'attended';
        /**
         * @default all
         * @enum {string}
         */
        audience?: 'all' | 'participants' | 'non-participants' | 'online' | 'not-online';
        filter?: components['schemas']['Filter'];
        /** @enum {string} */
        unknown?: 'wait' | 'as-absent' | 'skip';
        waitMinutes?: number;
        /** @enum {string} */
        afterWait?: 'as-absent' | 'skip';
        tellChanges?: boolean;
        destination:
          | {
              /** @constant */
              type: 'webhook';
              url: string;
              secret?: string;
            }
          | {
              id: string;
              tags?: string[];
            };
      };
      sessionId?: string;
      participantId?: string;
    };
    /**
     * @example {
     *       "rules": [
     *         {
     *           "id": "crm",
     *           "version": 1,
     *           "name": "CRM",
     *           "anchor": "end",
     *           "offsetMinutes": 60,
     *           "audience": "participants",
     *           "destination": {
     *             "type": "webhook",
     *             "url": "https://crm.example.com/hook",
     *             "state": "on"
     *           }
     *         }
     *       ],
     *       "planned": []
     *     }
     */
    Handovers: {
      rules: {
        id: string;
        /** @default Hand-over */
        name: string;
        /**
         * @default start
         * @enum {string}
         */
        anchor: 'start' | 'end';
        /** @default 0 */
        offsetMinutes: number;
        /** @enum {string} */
        when?: 'registered' | 'confirmed' | 'cancelled' | 'attended';
        /**
         * @default all
         * @enum {string}
         */
        audience: 'all' | 'participants' | 'non-participants' | 'online' | 'not-online';
        filter?: components['schemas']['Filter'];
        /** @enum {string} */
        unknown?: 'wait' | 'as-absent' | 'skip';
        waitMinutes?: number;
        /** @enum {string} */
        afterWait?: 'as-absent' | 'skip';
        tellChanges?: boolean;
        destination:
          | {
              /** @constant */
              type: 'webhook';
              url: string;
              secret?: string;
              /** @enum {string} */
              state: 'on' | 'switched-off';
              reason?: string;
              since?: string;
              secretRotatesUntil?: string;
            }
          | {
              id: string;
              tags?: string[];
              /** @enum {string} */
              state: 'on' | 'switched-off';
              reason?: string;
              since?: string;
              secretRotatesUntil?: string;
              type?: string;
              name?: string;
            };
        version: number;
        timedAt?: string;
      }[];
      planned: {
        sessionId: string;
        ruleId: string;
        /** Format: date-time */
        dueAt: string;
        /** @enum {string} */
        state: 'planned' | 'past';
      }[];
    };
    /**
     * @example {
     *       "at": "2027-03-01T09:00:00.000Z",
     *       "kind": "group-added",
     *       "actor": "user-1",
     *       "origin": "api",
     *       "data": {
     *         "groups": [
     *           {
     *             "id": "grp_019a0b1c2d3e4f5061728394a5b6c7d8",
     *             "name": "Gardeners"
     *           }
     *         ]
     *       }
     *     }
     */
    HistoryEntry: {
      at: string;
      /** @enum {string} */
      kind:
        | 'created'
        | 'changed'
        | 'email-changed'
        | 'address-released'
        | 'merged'
        | 'registered'
        | 'registration-accepted'
        | 'registration-confirmed'
        | 'registration-cancelled'
        | 'registration-moved'
        | 'imported'
        | 'import-reverted'
        | 'mail'
        | 'bounced'
        | 'complained'
        | 'opted-out'
        | 'opted-in'
        | 'group-added'
        | 'group-removed'
        | 'variable-set'
        | 'invited'
        | 'handed-over'
        | 'attendance'
        | 'blocked'
        | 'unblocked'
        | 'deleted'
        | 'restored';
      actor: string;
      origin: string;
      data?: {
        [key: string]: unknown;
      };
    };
    /**
     * @example {
     *       "id": "imp_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "key": "imports/imp_019a0b1c2d3e4f5061728394a5b6c7d8/people.csv",
     *       "status": "done",
     *       "counts": {
     *         "read": 3,
     *         "created": 2,
     *         "updated": 0,
     *         "unchanged": 0,
     *         "skipped": 0,
     *         "failed": 1
     *       },
     *       "progress": 1,
     *       "size": 180,
     *       "encoding": "utf-8",
     *       "delimiter": ",",
     *       "columns": [
     *         {
     *           "name": "email",
     *           "meaning": "email"
     *         }
     *       ],
     *       "createdAt": "2027-03-01T09:00:00.000Z",
     *       "createdBy": "user-1"
     *     }
     */
    Import: {
      id: string;
      key: string;
      /** @enum {string} */
      status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
      cancelling?: boolean;
      reason?: string;
      detail?: string;
      /** @constant */
      dryRun?: true;
      counts: {
        read: number;
        created: number;
        updated: number;
        unchanged: number;
        skipped: number;
        failed: number;
      };
      notes?: {
        [key: string]: number;
      };
      registered?: number;
      preview?: {
        /** @enum {string} */
        status: 'running' | 'done';
        counts: {
          read: number;
          created: number;
          updated: number;
          unchanged: number;
          skipped: number;
          failed: number;
        };
        notes?: {
          [key: string]: number;
        };
        registered?: number;
        progress: number;
      };
      sessionId?: string;
      progress: number;
      size: number;
      sheet?: string;
      otherSheets?: string[];
      encoding?: string;
      delimiter?: string;
      columns?: {
        name: string;
        meaning:
          | (
              | 'email'
              | 'firstName'
              | 'lastName'
              | 'phone'
              | 'company'
              | 'jobTitle'
              | 'locale'
              | 'timeZone'
              | 'channel'
              | 'externalId'
              | 'messenger'
              | 'profileUrl'
              | 'avatarUrl'
              | 'groups'
              | 'status'
              | 'optedOut'
              | 'bounced'
              | 'complained'
              | 'optedIn'
              | 'consentAt'
              | 'consentSource'
              | 'consentIp'
              | 'fullName'
              | 'id'
              | 'read-only'
              | 'ignored'
            )
          | string;
        isAsked?: boolean;
        /** @enum {string} */
        type?: 'text' | 'number' | 'boolean' | 'date';
        /** @enum {string} */
        dateOrder?: 'day-first' | 'month-first';
        /** @enum {string} */
        decimal?: 'comma' | 'point';
        variable?: string;
        suggest?:
          | {
              /** @constant */
              to: 'fullName';
            }
          | {
              /** @constant */
              to: 'groups';
            }
          | {
              /** @constant */
              to: 'new-variable';
              name: string;
              /** @enum {string} */
              type: 'text' | 'number' | 'boolean' | 'date';
            };
        /** @enum {string} */
        separator?: ',' | '|' | ':::';
        notTaken?: number;
      }[];
      everybody?: string;
      questions?: {
        /** @enum {string} */
        question:
          | 'encoding'
          | 'attendance-report'
          | 'date-order'
          | 'number-format'
          | 'too-many-new-groups'
          | 'mail-wish'
          | 'mail-wish-of-all'
          | 'groups'
          | 'ids';
        column?: number;
        columnName?: string;
        examples: string[];
        message?: string;
        /** @constant */
        optional?: true;
      }[];
      options?: {
        group?: string;
        groups?: string[];
        event?: string;
        session?: string;
        mapping?:
          | string
          | {
              /** @default [] */
              columns: {
                column: string | number;
                to:
                  | (
                      | (
                          | 'email'
                          | 'firstName'
                          | 'lastName'
                          | 'phone'
                          | 'company'
                          | 'jobTitle'
                          | 'locale'
                          | 'timeZone'
                          | 'channel'
                          | 'externalId'
                          | 'messenger'
                          | 'profileUrl'
                          | 'avatarUrl'
                          | 'groups'
                          | 'status'
                          | 'optedOut'
                          | 'bounced'
                          | 'complained'
                          | 'optedIn'
                          | 'consentAt'
                          | 'consentSource'
                          | 'consentIp'
                          | 'fullName'
                          | 'id'
                          | 'read-only'
                          | 'ignored'
                        )
                      | string
                    )
                  | 'new-variable'
                  | (
                      | {
                          /** @constant */
                          to: 'fullName';
                        }
                      | {
                          /** @constant */
                          to: 'groups';
                        }
                      | {
                          /** @constant */
                          to: 'new-variable';
                          name: string;
                          /** @enum {string} */
                          type: 'text' | 'number' | 'boolean' | 'date';
                        }
                    );
                name?: string;
                /** @enum {string} */
                type?: 'text' | 'number' | 'boolean' | 'date';
                /** @enum {string} */
                dateOrder?: 'day-first' | 'month-first';
                /** @enum {string} */
                decimal?: 'comma' | 'point';
              }[];
              header?: boolean;
              headerLine?: number;
              sheet?: string;
              /** @enum {string} */
              everybody?: 'unsubscribed' | 'bounced' | 'complained' | 'as-told';
            };
        /** @enum {string} */
        mode?: 'add' | 'upsert' | 'update';
        eraseEmpty?: boolean;
        channel?: string;
        notify?: boolean;
        dialect?: {
          /** @enum {string} */
          encoding?:
            | 'utf-8'
            | 'utf-16le'
            | 'utf-16be'
            | 'windows-1252'
            | 'windows-1251'
            | 'koi8-r'
            | 'koi8-u'
            | 'ibm866'
            | 'iso-8859-5'
            | 'x-mac-cyrillic'
            | 'windows-1250'
            | 'iso-8859-2'
            | 'windows-1254'
            | 'windows-1253'
            | 'iso-8859-7'
            | 'windows-1257'
            | 'windows-1255'
            | 'windows-1256'
            | 'windows-1258'
            | 'windows-874'
            | 'macintosh'
            | 'shift_jis'
            | 'euc-jp'
            | 'gb18030'
            | 'big5'
            | 'euc-kr';
          /** @enum {string} */
          delimiter?: ',' | ';' | '\t' | '|';
        };
        hold?: boolean;
        dryRun?: boolean;
      };
      createdAt: string;
      createdBy: string;
      startedAt?: string;
      finishedAt?: string;
      faultsUrl?: string;
      revertedBy?: string;
      revertedAt?: string;
      revert?: {
        id: string;
        /** @enum {string} */
        status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
        counts: {
          [key: string]: number;
        };
        reasons: {
          [key: string]: number;
        };
        detail?: string;
      };
    };
    /**
     * @example {
     *       "line": 3,
     *       "column": 1,
     *       "columnName": "email",
     *       "code": "email-invalid",
     *       "message": "The e-mail address needs an @.",
     *       "value": "ann.example.com",
     *       "cells": [
     *         "ann.example.com",
     *         "Ann"
     *       ]
     *     }
     */
    ImportFault: {
      line: number;
      column?: number;
      columnName?: string;
      code: string;
      message: string;
      value?: string;
      more?: {
        column?: number;
        columnName?: string;
        code: string;
        message: string;
        value?: string;
      }[];
      skipped?: boolean;
      cells: string[];
    };
    /**
     * @example {
     *       "id": "imp_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "status": "waiting",
     *       "encoding": "utf-8",
     *       "delimiter": ",",
     *       "encodings": [],
     *       "columns": [
     *         {
     *           "position": 1,
     *           "to": "email",
     *           "name": "email",
     *           "meaning": "email"
     *         }
     *       ],
     *       "rows": [
     *         {
     *           "line": 2,
     *           "fields": {
     *             "email": "ann@example.com"
     *           }
     *         }
     *       ],
     *       "questions": []
     *     }
     */
    ImportPreview: {
      id: string;
      /** @enum {string} */
      status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
      encoding: string;
      delimiter: string;
      encodings: {
        encoding: string;
        lines: string[];
      }[];
      columns: {
        name: string;
        meaning:
          | (
              | 'email'
              | 'firstName'
              | 'lastName'
              | 'phone'
              | 'company'
              | 'jobTitle'
              | 'locale'
              | 'timeZone'
              | 'channel'
              | 'externalId'
              | 'messenger'
              | 'profileUrl'
              | 'avatarUrl'
              | 'groups'
              | 'status'
              | 'optedOut'
              | 'bounced'
              | 'complained'
              | 'optedIn'
              | 'consentAt'
              | 'consentSource'
              | 'consentIp'
              | 'fullName'
              | 'id'
              | 'read-only'
              | 'ignored'
            )
          | string;
        isAsked?: boolean;
        /** @enum {string} */
        type?: 'text' | 'number' | 'boolean' | 'date';
        /** @enum {string} */
        dateOrder?: 'day-first' | 'month-first';
        /** @enum {string} */
        decimal?: 'comma' | 'point';
        variable?: string;
        suggest?:
          | {
              /** @constant */
              to: 'fullName';
            }
          | {
              /** @constant */
              to: 'groups';
            }
          | {
              /** @constant */
              to: 'new-variable';
              name: string;
              /** @enum {string} */
              type: 'text' | 'number' | 'boolean' | 'date';
            };
        /** @enum {string} */
        separator?: ',' | '|' | ':::';
        notTaken?: number;
        position: number;
        to: string;
      }[];
      rows: {
        line: number;
        fields?: {
          [key: string]: unknown;
        };
        notes?: string[];
        fault?: {
          column?: number;
          columnName?: string;
          code: string;
          message: string;
          value?: string;
          more?: {
            column?: number;
            columnName?: string;
            code: string;
            message: string;
            value?: string;
          }[];
          skipped?: boolean;
        };
      }[];
      everybody?: string;
      questions: {
        /** @enum {string} */
        question:
          | 'encoding'
          | 'attendance-report'
          | 'date-order'
          | 'number-format'
          | 'too-many-new-groups'
          | 'mail-wish'
          | 'mail-wish-of-all'
          | 'groups'
          | 'ids';
        column?: number;
        columnName?: string;
        examples: string[];
        message?: string;
        /** @constant */
        optional?: true;
      }[];
      problem?: string;
    };
    /**
     * @example {
     *       "fileName": "people.csv",
     *       "text": "email,first name\nann@example.com,Ann\n",
     *       "group": "Gardeners"
     *     }
     */
    ImportRequest: {
      group?: string;
      groups?: string[];
      event?: string;
      session?: string;
      mapping?:
        | string
        | {
            /** @default [] */
            columns?: {
              column: string | number;
              to:
                | (
                    | (
                        | 'email'
                        | 'firstName'
                        | 'lastName'
                        | 'phone'
                        | 'company'
                        | 'jobTitle'
                        | 'locale'
                        | 'timeZone'
                        | 'channel'
                        | 'externalId'
                        | 'messenger'
                        | 'profileUrl'
                        | 'avatarUrl'
                        | 'groups'
                        | 'status'
                        | 'optedOut'
                        | 'bounced'
                        | 'complained'
                        | 'optedIn'
                        | 'consentAt'
                        | 'consentSource'
                        | 'consentIp'
                        | 'fullName'
                        | 'id'
                        | 'read-only'
                        | 'ignored'
                      )
                    | string
                  )
                | 'new-variable'
                | (
                    | {
                        /** @constant */
                        to: 'fullName';
                      }
                    | {
                        /** @constant */
                        to: 'groups';
                      }
                    | {
                        /** @constant */
                        to: 'new-variable';
                        name: string;
                        /** @enum {string} */
                        type: 'text' | 'number' | 'boolean' | 'date';
                      }
                  );
              name?: string;
              /** @enum {string} */
              type?: 'text' | 'number' | 'boolean' | 'date';
              /** @enum {string} */
              dateOrder?: 'day-first' | 'month-first';
              /** @enum {string} */
              decimal?: 'comma' | 'point';
            }[];
            header?: boolean;
            headerLine?: number;
            sheet?: string;
            /** @enum {string} */
            everybody?: 'unsubscribed' | 'bounced' | 'complained' | 'as-told';
          };
      /** @enum {string} */
      mode?: 'add' | 'upsert' | 'update';
      eraseEmpty?: boolean;
      channel?: string;
      notify?: boolean;
      dialect?: {
        /** @enum {string} */
        encoding?:
          | 'utf-8'
          | 'utf-16le'
          | 'utf-16be'
          | 'windows-1252'
          | 'windows-1251'
          | 'koi8-r'
          | 'koi8-u'
          | 'ibm866'
          | 'iso-8859-5'
          | 'x-mac-cyrillic'
          | 'windows-1250'
          | 'iso-8859-2'
          | 'windows-1254'
          | 'windows-1253'
          | 'iso-8859-7'
          | 'windows-1257'
          | 'windows-1255'
          | 'windows-1256'
          | 'windows-1258'
          | 'windows-874'
          | 'macintosh'
          | 'shift_jis'
          | 'euc-jp'
          | 'gb18030'
          | 'big5'
          | 'euc-kr';
        /** @enum {string} */
        delimiter?: ',' | ';' | '\t' | '|';
      };
      hold?: boolean;
      dryRun?: boolean;
      /** @default people.csv */
      fileName?: string;
      text?: string;
    };
    /**
     * @example {
     *       "mode": "upsert",
     *       "mapping": {
     *         "columns": [
     *           {
     *             "column": "Mail",
     *             "to": "email"
     *           }
     *         ]
     *       }
     *     }
     */
    ImportStart: {
      group?: string | null;
      groups?: string[] | null;
      event?: string | null;
      session?: string | null;
      mapping?:
        | (
            | string
            | {
                /** @default [] */
                columns?: {
                  column: string | number;
                  to:
                    | (
                        | (
                            | 'email'
                            | 'firstName'
                            | 'lastName'
                            | 'phone'
                            | 'company'
                            | 'jobTitle'
                            | 'locale'
                            | 'timeZone'
                            | 'channel'
                            | 'externalId'
                            | 'messenger'
                            | 'profileUrl'
                            | 'avatarUrl'
                            | 'groups'
                            | 'status'
                            | 'optedOut'
                            | 'bounced'
                            | 'complained'
                            | 'optedIn'
                            | 'consentAt'
                            | 'consentSource'
                            | 'consentIp'
                            | 'fullName'
                            | 'id'
                            | 'read-only'
                            | 'ignored'
                          )
                        | string
                      )
                    | 'new-variable'
                    | (
                        | {
                            /** @constant */
                            to: 'fullName';
                          }
                        | {
                            /** @constant */
                            to: 'groups';
                          }
                        | {
                            /** @constant */
                            to: 'new-variable';
                            name: string;
                            /** @enum {string} */
                            type: 'text' | 'number' | 'boolean' | 'date';
                          }
                      );
                  name?: string;
                  /** @enum {string} */
                  type?: 'text' | 'number' | 'boolean' | 'date';
                  /** @enum {string} */
                  dateOrder?: 'day-first' | 'month-first';
                  /** @enum {string} */
                  decimal?: 'comma' | 'point';
                }[];
                header?: boolean;
                headerLine?: number;
                sheet?: string;
                /** @enum {string} */
                everybody?: 'unsubscribed' | 'bounced' | 'complained' | 'as-told';
              }
          )
        | null;
      mode?: ('add' | 'upsert' | 'update') | null;
      eraseEmpty?: boolean | null;
      channel?: string | null;
      notify?: boolean | null;
      dialect?: {
        /** @enum {string} */
        encoding?:
          | 'utf-8'
          | 'utf-16le'
          | 'utf-16be'
          | 'windows-1252'
          | 'windows-1251'
          | 'koi8-r'
          | 'koi8-u'
          | 'ibm866'
          | 'iso-8859-5'
          | 'x-mac-cyrillic'
          | 'windows-1250'
          | 'iso-8859-2'
          | 'windows-1254'
          | 'windows-1253'
          | 'iso-8859-7'
          | 'windows-1257'
          | 'windows-1255'
          | 'windows-1256'
          | 'windows-1258'
          | 'windows-874'
          | 'macintosh'
          | 'shift_jis'
          | 'euc-jp'
          | 'gb18030'
          | 'big5'
          | 'euc-kr';
        /** @enum {string} */
        delimiter?: ',' | ';' | '\t' | '|';
      } | null;
    };
    /**
     * @example {
     *       "id": "imp_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "key": "imports/imp_019a0b1c2d3e4f5061728394a5b6c7d8/people.csv",
     *       "status": "waiting"
     *     }
     */
    ImportTaken: {
      id: string;
      key: string;
      /** @constant */
      status: 'waiting';
    };
    /** @description Needs the permission mailings:send. */
    InviteAction: {
      /** @constant */
      type: 'invite';
      sessionId: string;
    };
    /**
     * @example {
     *       "id": "blk_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "kind": "bulk",
     *       "status": "done",
     *       "progress": 1,
     *       "canCancel": false,
     *       "action": {
     *         "type": "add-to-group",
     *         "groupId": "grp_019a0b1c2d3e4f5061728394a5b6c7d8"
     *       },
     *       "dryRun": false,
     *       "counts": {
     *         "looked": 2,
     *         "chosen": 2,
     *         "changed": 2,
     *         "unchanged": 0,
     *         "skipped": 0,
     *         "failed": 0
     *       },
     *       "reasons": {},
     *       "canUndo": true,
     *       "createdAt": "2027-03-01T09:00:00.000Z",
     *       "createdBy": "user-1"
     *     }
     */
    Job: {
      id: string;
      kind: string;
      /** @enum {string} */
      status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
      cancelling?: boolean;
      reason?: string;
      detail?: string;
      progress: number;
      canCancel: boolean;
      counts?: {
        [key: string]: number;
      };
      action?: {
        type: string;
      } & {
        [key: string]: unknown;
      };
      dryRun?: boolean;
      reasons?: {
        [key: string]: number;
      };
      canUndo?: boolean;
      undoes?: string;
      undoneBy?: string;
      createdAt: string;
      createdBy: string;
      startedAt?: string;
      finishedAt?: string;
    };
    /**
     * @example {
     *       "id": "blk_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "kind": "bulk",
     *       "status": "done",
     *       "progress": 1,
     *       "canCancel": false,
     *       "action": {
     *         "type": "add-to-group",
     *         "groupId": "grp_019a0b1c2d3e4f5061728394a5b6c7d8"
     *       },
     *       "dryRun": false,
     *       "counts": {
     *         "looked": 2,
     *         "chosen": 2,
     *         "changed": 2,
     *         "unchanged": 0,
     *         "skipped": 0,
     *         "failed": 0
     *       },
     *       "reasons": {},
     *       "canUndo": true,
     *       "createdAt": "2027-03-01T09:00:00.000Z",
     *       "createdBy": "user-1",
     *       "selection": {
     *         "all": true,
     *         "filter": {
     *           "field": "group",
     *           "op": "in",
     *           "value": [
     *             "grp_019a0b1c2d3e4f5061728394a5b6c7d8"
     *           ]
     *         }
     *       }
     *     }
     */
    JobDetails: {
      id: string;
      kind: string;
      /** @enum {string} */
      status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
      cancelling?: boolean;
      reason?: string;
      detail?: string;
      progress: number;
      canCancel: boolean;
      counts?: {
        [key: string]: number;
      };
      action?: {
        type: string;
      } & {
        [key: string]: unknown;
      };
      dryRun?: boolean;
      reasons?: {
        [key: string]: number;
      };
      canUndo?: boolean;
      undoes?: string;
      undoneBy?: string;
      createdAt: string;
      createdBy: string;
      startedAt?: string;
      finishedAt?: string;
      selection?: {
        ids?: string[];
        /** @constant */
        all?: true;
        filter?: components['schemas']['Filter'];
        exclude?: string[];
      };
      mails?: {
        [key: string]: number;
      };
    };
    /**
     * @example {
     *       "id": "blk_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "status": "waiting"
     *     }
     */
    JobStarted: {
      id: string;
      /** @enum {string} */
      status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
    };
    /**
     * @example {
     *       "dryRun": true,
     *       "threshold": 75
     *     }
     */
    JudgeRequest: {
      /** @default false */
      dryRun?: boolean;
      threshold?: number;
    };
    /**
     * @example {
     *       "id": "jdg_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "status": "waiting",
     *       "sessionId": "ses_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "dryRun": true,
     *       "threshold": 75,
     *       "createdAt": "2027-03-21T11:00:00.000Z"
     *     }
     */
    Judgement: {
      id: string;
      /** @enum {string} */
      status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
      sessionId: string;
      dryRun: boolean;
      threshold?: number;
      createdAt: string;
    };
    /** @description Needs the permission mailings:send. */
    MailAction: {
      /** @constant */
      type: 'mail';
      subject: string;
      text: string;
      /** @enum {string} */
      locale?: 'en' | 'de' | 'fr' | 'ru';
    };
    /**
     * @example {
     *       "name": "Shop",
     *       "mapping": {
     *         "columns": [
     *           {
     *             "column": "Mail",
     *             "to": "email"
     *           }
     *         ]
     *       },
     *       "id": "map_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "createdAt": "2027-03-01T09:00:00.000Z"
     *     }
     */
    Mapping: {
      id: string;
      name: string;
      mapping: {
        /** @default [] */
        columns: {
          column: string | number;
          to:
            | (
                | (
                    | 'email'
                    | 'firstName'
                    | 'lastName'
                    | 'phone'
                    | 'company'
                    | 'jobTitle'
                    | 'locale'
                    | 'timeZone'
                    | 'channel'
                    | 'externalId'
                    | 'messenger'
                    | 'profileUrl'
                    | 'avatarUrl'
                    | 'groups'
                    | 'status'
                    | 'optedOut'
                    | 'bounced'
                    | 'complained'
                    | 'optedIn'
                    | 'consentAt'
                    | 'consentSource'
                    | 'consentIp'
                    | 'fullName'
                    | 'id'
                    | 'read-only'
                    | 'ignored'
                  )
                | string
              )
            | 'new-variable'
            | (
                | {
                    /** @constant */
                    to: 'fullName';
                  }
                | {
                    /** @constant */
                    to: 'groups';
                  }
                | {
                    /** @constant */
                    to: 'new-variable';
                    name: string;
                    /** @enum {string} */
                    type: 'text' | 'number' | 'boolean' | 'date';
                  }
              );
          name?: string;
          /** @enum {string} */
          type?: 'text' | 'number' | 'boolean' | 'date';
          /** @enum {string} */
          dateOrder?: 'day-first' | 'month-first';
          /** @enum {string} */
          decimal?: 'comma' | 'point';
        }[];
        header?: boolean;
        headerLine?: number;
        sheet?: string;
        /** @enum {string} */
        everybody?: 'unsubscribed' | 'bounced' | 'complained' | 'as-told';
      };
      createdAt: string;
    };
    /**
     * @example {
     *       "name": "Shop",
     *       "mapping": {
     *         "columns": [
     *           {
     *             "column": "Mail",
     *             "to": "email"
     *           }
     *         ]
     *       }
     *     }
     */
    MappingDraft: {
      name: string;
      mapping: {
        /** @default [] */
        columns?: {
          column: string | number;
          to:
            | (
                | (
                    | 'email'
                    | 'firstName'
                    | 'lastName'
                    | 'phone'
                    | 'company'
                    | 'jobTitle'
                    | 'locale'
                    | 'timeZone'
                    | 'channel'
                    | 'externalId'
                    | 'messenger'
                    | 'profileUrl'
                    | 'avatarUrl'
                    | 'groups'
                    | 'status'
                    | 'optedOut'
                    | 'bounced'
                    | 'complained'
                    | 'optedIn'
                    | 'consentAt'
                    | 'consentSource'
                    | 'consentIp'
                    | 'fullName'
                    | 'id'
                    | 'read-only'
                    | 'ignored'
                  )
                | string
              )
            | 'new-variable'
            | (
                | {
                    /** @constant */
                    to: 'fullName';
                  }
                | {
                    /** @constant */
                    to: 'groups';
                  }
                | {
                    /** @constant */
                    to: 'new-variable';
                    name: string;
                    /** @enum {string} */
                    type: 'text' | 'number' | 'boolean' | 'date';
                  }
              );
          name?: string;
          /** @enum {string} */
          type?: 'text' | 'number' | 'boolean' | 'date';
          /** @enum {string} */
          dateOrder?: 'day-first' | 'month-first';
          /** @enum {string} */
          decimal?: 'comma' | 'point';
        }[];
        header?: boolean;
        headerLine?: number;
        sheet?: string;
        /** @enum {string} */
        everybody?: 'unsubscribed' | 'bounced' | 'complained' | 'as-told';
      };
    };
    /** @description Needs the permission people:merge. */
    MergeAction: {
      /** @constant */
      type: 'merge';
      into: string;
    };
    /**
     * @example {
     *       "into": "par_5f0c2d3e4f5061728394a5b6c7d8e9fa"
     *     }
     */
    MergeInto: {
      into: string;
    };
    /**
     * @example {
     *       "id": "par_5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "email": "ann@example.com",
     *       "firstName": "Ann",
     *       "lastName": "Lee",
     *       "source": "self-registration",
     *       "status": "active",
     *       "inviteType": "email",
     *       "labels": [
     *         "self-registered"
     *       ],
     *       "groups": [
     *         "grp_019a0b1c2d3e4f5061728394a5b6c7d8"
     *       ],
     *       "variables": {
     *         "city": "Ulm"
     *       },
     *       "utm": {
     *         "source": "newsletter"
     *       },
     *       "createdAt": "2027-03-01T09:00:00.000Z",
     *       "mergeJobId": "mrg_019a0b1c2d3e4f5061728394a5b6c7d8"
     *     }
     */
    MergedParticipant: {
      id: string;
      email?: string;
      firstName?: string;
      lastName?: string;
      phone?: string;
      company?: string;
      jobTitle?: string;
      /** @enum {string} */
      locale?: 'en' | 'de' | 'fr' | 'ru';
      timeZone?: string;
      channel?: string;
      externalId?: string;
      messenger?: string;
      /** Format: uri */
      profileUrl?: string;
      /** Format: uri */
      avatarUrl?: string;
      /** @enum {string} */
      source: 'self-registration' | 'import' | 'manual' | 'api' | 'attendance-report';
      /** @enum {string} */
      status: 'active' | 'unsubscribed' | 'bounced' | 'complained' | 'deleted' | 'blocked';
      /** @enum {string} */
      inviteType: 'email' | 'link' | 'none';
      labels: string[];
      groups: string[];
      variables: {
        [key: string]: string | number | boolean;
      };
      utm: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
      };
      consent?: {
        at?: string;
        source?: string;
        ip?: string;
      };
      firstSeenAt?: string;
      lastSeenAt?: string;
      createdAt: string;
      deletedAt?: string;
      mergeJobId: string;
    };
    /** @description Needs the permission events:write. */
    MoveAction: {
      /** @constant */
      type: 'move';
      fromSessionId: string;
      sessionId: string;
      /** @default true */
      notify?: boolean;
    };
    /**
     * @example {
     *       "sessionId": "ses_019a0b1c2d3e4f5061728394a5b6c7d8"
     *     }
     */
    MoveRequest: {
      sessionId: string;
      /** @default true */
      notify?: boolean;
    };
    /**
     * @example {
     *       "email": "ann@example.com"
     *     }
     */
    NamedIdentity:
      | {
          email: string;
        }
      | {
          channel: string;
          externalId: string;
        };
    /**
     * @example {
     *       "mail": {
     *         "address": "ann@example.org",
     *         "locale": "en",
     *         "acts": [
     *           "registered",
     *           "cancelled"
     *         ],
     *         "daily": {
     *           "at": "08:00",
     *           "timeZone": "Europe/Berlin"
     *         },
     *         "state": "on"
     *       },
     *       "webhook": {
     *         "url": "https://hooks.example.com/turnout",
     *         "acts": [
     *           "registered"
     *         ],
     *         "state": "on"
     *       },
     *       "updatedAt": "2027-03-01T09:00:00.000Z"
     *     }
     */
    Notices: {
      mail?: {
        /** @default [] */
        acts: ('registered' | 'confirmed' | 'cancelled' | 'moved-up' | 'attended')[];
        eventIds?: string[];
        /**
         * @default en
         * @enum {string}
         */
        locale: 'en' | 'de' | 'fr' | 'ru';
        daily?: {
          at: string;
          timeZone: string;
        };
        address: string;
        /** @enum {string} */
        state: 'on' | 'stopped';
      };
      webhook?: {
        /** @default [] */
        acts: ('registered' | 'confirmed' | 'cancelled' | 'moved-up' | 'attended')[];
        eventIds?: string[];
        url: string;
        secret?: string;
        /** @enum {string} */
        state: 'on' | 'switched-off';
        reason?: string;
      };
      /** Format: date-time */
      updatedAt?: string;
    };
    /**
     * @example {
     *       "mail": {
     *         "address": "ann@example.org",
     *         "locale": "en",
     *         "acts": [
     *           "registered",
     *           "cancelled"
     *         ],
     *         "daily": {
     *           "at": "08:00",
     *           "timeZone": "Europe/Berlin"
     *         }
     *       },
     *       "webhook": {
     *         "url": "https://hooks.example.com/turnout",
     *         "acts": [
     *           "registered"
     *         ]
     *       }
     *     }
     */
    NoticesRequest: {
      mail?: {
        /** @default [] */
        acts?: ('registered' | 'confirmed' | 'cancelled' | 'moved-up' | 'attended')[];
        eventIds?: string[];
        /**
         * @default en
         * @enum {string}
         */
        locale?: 'en' | 'de' | 'fr' | 'ru';
        daily?: {
          at: string;
          timeZone: string;
        };
        address: string;
      } | null;
      webhook?: {
        /** @default [] */
        acts?: ('registered' | 'confirmed' | 'cancelled' | 'moved-up' | 'attended')[];
        eventIds?: string[];
        url: string;
        secret?: string;
      } | null;
    };
    /**
     * @example {
     *       "participantId": "par_5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "name": "Ann Lee",
     *       "email": "ann@example.com",
     *       "since": "2027-03-21T09:00:00.000Z",
     *       "lastSeenAt": "2027-03-21T09:30:00.000Z"
     *     }
     */
    OnlinePerson: {
      participantId: string;
      name: string;
      email?: string;
      /** Format: date-time */
      since: string;
      /** Format: date-time */
      lastSeenAt: string;
    };
    /**
     * @example {
     *       "id": "par_5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "email": "ann@example.com",
     *       "firstName": "Ann",
     *       "lastName": "Lee",
     *       "source": "self-registration",
     *       "status": "active",
     *       "inviteType": "email",
     *       "labels": [
     *         "self-registered"
     *       ],
     *       "groups": [
     *         "grp_019a0b1c2d3e4f5061728394a5b6c7d8"
     *       ],
     *       "variables": {
     *         "city": "Ulm"
     *       },
     *       "utm": {
     *         "source": "newsletter"
     *       },
     *       "createdAt": "2027-03-01T09:00:00.000Z"
     *     }
     */
    Participant: {
      id: string;
      email?: string;
      firstName?: string;
      lastName?: string;
      phone?: string;
      company?: string;
      jobTitle?: string;
      /** @enum {string} */
      locale?: 'en' | 'de' | 'fr' | 'ru';
      timeZone?: string;
      channel?: string;
      externalId?: string;
      messenger?: string;
      /** Format: uri */
      profileUrl?: string;
      /** Format: uri */
      avatarUrl?: string;
      /** @enum {string} */
      source: 'self-registration' | 'import' | 'manual' | 'api' | 'attendance-report';
      /** @enum {string} */
      status: 'active' | 'unsubscribed' | 'bounced' | 'complained' | 'deleted' | 'blocked';
      /** @enum {string} */
      inviteType: 'email' | 'link' | 'none';
      labels: string[];
      groups: string[];
      variables: {
        [key: string]: string | number | boolean;
      };
      utm: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
      };
      consent?: {
        at?: string;
        source?: string;
        ip?: string;
      };
      firstSeenAt?: string;
      lastSeenAt?: string;
      createdAt: string;
      deletedAt?: string;
    };
    /**
     * @example {
     *       "lastName": "Lee",
     *       "phone": null,
     *       "groups": {
     *         "add": [
     *           "grp_019a0b1c2d3e4f5061728394a5b6c7d8"
     *         ]
     *       }
     *     }
     */
    ParticipantChange: {
      firstName?: string | null;
      lastName?: string | null;
      phone?: string | null;
      company?: string | null;
      jobTitle?: string | null;
      locale?: ('en' | 'de' | 'fr' | 'ru') | null;
      timeZone?: string | null;
      channel?: string | null;
      externalId?: string | null;
      messenger?: string | null;
      profileUrl?: string | null;
      avatarUrl?: string | null;
      utm?: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
      } | null;
      variables?: {
        [key: string]: string | number | boolean | null;
      };
      groups?:
        | {
            add?: string[];
            remove?: string[];
          }
        | string[];
      /** @constant */
      optedOut?: true;
      email?: string | null;
      merge?: boolean;
    };
    /**
     * @example {
     *       "count": 2,
     *       "looked": 2,
     *       "complete": true,
     *       "facets": {
     *         "status": [
     *           {
     *             "value": "active",
     *             "count": 2
     *           }
     *         ],
     *         "source": [
     *           {
     *             "value": "import",
     *             "count": 2
     *           }
     *         ],
     *         "group": [
     *           {
     *             "value": "grp_019a0b1c2d3e4f5061728394a5b6c7d8",
     *             "name": "Gardeners",
     *             "count": 2
     *           }
     *         ],
     *         "channel": [
     *           {
     *             "value": null,
     *             "count": 2
     *           }
     *         ],
     *         "locale": [
     *           {
     *             "value": "de",
     *             "count": 2
     *           }
     *         ],
     *         "inviteType": [
     *           {
     *             "value": "email",
     *             "count": 2
     *           }
     *         ],
     *         "label": [
     *           {
     *             "value": "imported",
     *             "count": 2
     *           }
     *         ]
     *       }
     *     }
     */
    ParticipantCounts: {
      count: number;
      looked: number;
      complete: boolean;
      facets: {
        status: {
          value: string | null;
          count: number;
        }[];
        source: {
          value: string | null;
          count: number;
        }[];
        group: {
          value: string | null;
          name?: string;
          count: number;
        }[];
        channel: {
          value: string | null;
          count: number;
        }[];
        locale: {
          value: string | null;
          count: number;
        }[];
        inviteType: {
          value: string | null;
          count: number;
        }[];
        label: {
          value: string | null;
          count: number;
        }[];
      };
      cursor?: string;
    };
    /**
     * @example {
     *       "email": "ann@example.com",
     *       "firstName": "Ann",
     *       "groups": [
     *         "grp_019a0b1c2d3e4f5061728394a5b6c7d8"
     *       ],
     *       "variables": {
     *         "city": "Ulm"
     *       }
     *     }
     */
    ParticipantDraft: {
      email?: string;
      firstName?: string;
      lastName?: string;
      phone?: string;
      company?: string;
      jobTitle?: string;
      /** @enum {string} */
      locale?: 'en' | 'de' | 'fr' | 'ru';
      timeZone?: string;
      channel?: string;
      externalId?: string;
      messenger?: string;
      /** Format: uri */
      profileUrl?: string;
      /** Format: uri */
      avatarUrl?: string;
      utm?: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
      };
      groups?: string[];
      variables?: {
        [key: string]: string | number | boolean;
      };
    };
    /**
     * @example {
     *       "email": "ann@example.com",
     *       "state": "beat"
     *     }
     */
    PresenceElsewhere: {
      registrationId?: string;
      email?: string;
      /** @enum {string} */
      state: 'join' | 'beat' | 'leave';
    };
    /**
     * @example {
     *       "counts": true,
     *       "memo": "ZdwAAGXcAABl3AAAAAAAAQ"
     *     }
     */
    PresenceNoted: {
      counts: boolean;
      memo?: string;
    };
    /**
     * @example {
     *       "token": "<of the join link>",
     *       "state": "beat"
     *     }
     */
    PresenceRequest: {
      token: string;
      /** @enum {string} */
      state: 'join' | 'beat' | 'leave';
      memo?: string;
    };
    /**
     * @example {
     *       "provider": "zoom",
     *       "kind": "webinar",
     *       "number": "84759841045",
     *       "linkedAt": "2027-03-01T09:00:00.000Z",
     *       "pull": {
     *         "state": "waiting",
     *         "nextAt": "2027-03-21T11:10:00.000Z",
     *         "at": "2027-03-01T09:00:00.000Z"
     *       }
     *     }
     */
    Provider: {
      /** @constant */
      provider: 'zoom';
      /** @enum {string} */
      kind: 'webinar' | 'meeting';
      number: string;
      linkedAt: string;
      pull: {
        /** @enum {string} */
        state: 'waiting' | 'running' | 'done' | 'failed';
        nextAt?: string;
        jobId?: string;
        reason?: string;
        at: string;
      };
    };
    /**
     * @example {
     *       "provider": "zoom",
     *       "kind": "webinar",
     *       "number": "847 5984 1045"
     *     }
     */
    ProviderRequest: {
      /** @constant */
      provider: 'zoom';
      /** @enum {string} */
      kind: 'webinar' | 'meeting';
      number: string;
    };
    /**
     * @example {
     *       "id": "evt_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "kind": "scheduled",
     *       "title": "Pruning fruit trees",
     *       "description": "",
     *       "timeZone": "Europe/Berlin",
     *       "locale": "de",
     *       "form": {
     *         "fields": [],
     *         "basics": {
     *           "firstName": "required",
     *           "lastName": "optional",
     *           "phone": "hidden",
     *           "company": "hidden",
     *           "jobTitle": "hidden"
     *         },
     *         "consents": [
     *           {
     *             "name": "terms",
     *             "text": "I agree to …",
     *             "version": "2027-03",
     *             "required": true
     *           }
     *         ]
     *       },
     *       "look": {
     *         "colour": "#0b6650"
     *       },
     *       "registration": {
     *         "closesMinutesBefore": 10,
     *         "state": "open"
     *       },
     *       "sessions": [
     *         {
     *           "id": "ses_019a0b1c2d3e4f5061728394a5b6c7d8",
     *           "name": "Spring",
     *           "startsAt": "2027-03-21T10:00",
     *           "timeZone": "Europe/Berlin",
     *           "startsAtUtc": "2027-03-21T09:00:00.000Z",
     *           "durationMinutes": 60,
     *           "status": "scheduled",
     *           "full": false
     *         }
     *       ]
     *     }
     */
    PublicEvent: {
      id: string;
      /**
       * @default scheduled
       * @enum {string}
       */
      kind: 'scheduled' | 'room';
      title: string;
      /** @default  */
      description: string;
      timeZone: string;
      /** @enum {string} */
      locale: 'en' | 'de' | 'fr' | 'ru';
      form: {
        /** @default [] */
        fields: {
          name: string;
          label: string;
          /** @enum {string} */
          type: 'text' | 'email' | 'number' | 'boolean' | 'choice' | 'date' | 'textarea' | 'choices';
          /** @default false */
          required: boolean;
          choices?: string[];
          showWhen?: {
            field: string;
            equals: string | number | boolean;
          };
          variable?: string;
        }[];
        basics: {
          /**
           * @default optional
           * @enum {string}
           */
          firstName: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          lastName: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          phone: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          company: 'hidden' | 'optional' | 'required';
          /**
           * @default optional
           * @enum {string}
           */
          jobTitle: 'hidden' | 'optional' | 'required';
        };
        /** @default [] */
        consents: {
          name: string;
          text: string;
          version: string;
          /** @default false */
          required: boolean;
        }[];
      };
      /** @default {} */
      look: {
        picture?: string;
        colour?: unknown;
      };
      registration: {
        opensAt?: unknown;
        closesAt?: unknown;
        closesMinutesBefore?: number;
        /** @enum {string} */
        state: 'open' | 'not-open-yet' | 'closed' | 'archived';
      };
      sessions: {
        id: string;
        name: string;
        startsAt: string;
        timeZone: string;
        /** Format: date-time */
        startsAtUtc: string;
        durationMinutes: number;
        /** @enum {string} */
        status: 'scheduled' | 'live';
        full: boolean;
      }[];
    };
    /**
     * @example {
     *       "sessionId": "ses_019a0b1c2d3e4f5061728394a5b6c7d8"
     *     }
     */
    RecountRequest: {
      sessionId?: string;
      eventId?: string;
      groupId?: string;
    };
    /**
     * @example {
     *       "participantIds": [
     *         "par_5f0c2d3e4f5061728394a5b6c7d8e9fa"
     *       ]
     *     }
     */
    Redrive: {
      participantIds?: string[];
      /** @enum {string} */
      which?: 'failed' | 'all';
    };
    /** @description Needs the permission events:write. */
    RefuseAction: {
      /** @constant */
      type: 'refuse';
      sessionId: string;
      /** @default true */
      notify?: boolean;
    };
    /**
     * @example {
     *       "notify": false
     *     }
     */
    RefuseRequest: {
      /** @default true */
      notify?: boolean;
    };
    /** @description Needs the permission people:write. */
    RegisterAction: {
      /** @constant */
      type: 'register';
      sessionId: string;
      /** @default true */
      notify?: boolean;
    };
    /**
     * @example {
     *       "id": "019a0b1c2d3e4f5061728394a5b6c7d8-5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "participantId": "par_5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "sessionId": "ses_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "eventId": "evt_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "email": "ann@example.com",
     *       "status": "registered",
     *       "source": "self-registration",
     *       "answers": {
     *         "garden": 300,
     *         "tools": [
     *           "Saw",
     *           "Shears"
     *         ]
     *       },
     *       "consents": [
     *         {
     *           "name": "terms",
     *           "version": "2027-03",
     *           "text": "I agree to …"
     *         }
     *       ],
     *       "cameFrom": {
     *         "referrer": "https://www.example.com/blog"
     *       },
     *       "createdAt": "2027-03-02T09:00:00.000Z",
     *       "attendance": {
     *         "state": "unknown",
     *         "seconds": null,
     *         "share": null
     *       }
     *     }
     */
    Registration: {
      id: string;
      participantId: string;
      sessionId: string;
      eventId: string;
      email?: string;
      /** @enum {string} */
      status: 'pending' | 'registered' | 'waitlisted' | 'cancelled' | 'suspected';
      /** @constant */
      awaits?: 'approval';
      refusedAt?: string;
      offeredUntil?: string;
      lapsedAt?: string;
      place?: number;
      /** @enum {string} */
      source: 'self-registration' | 'import' | 'manual' | 'api' | 'attendance-report';
      answers: {
        [key: string]: (string | number | boolean) | string[];
      };
      consent?: {
        text?: string;
        given: boolean;
      };
      consents: {
        name: string;
        version: string;
        text: string;
      }[];
      cameFrom?: {
        referrer?: string;
        gclid?: string;
      };
      createdAt: string;
      attendance: {
        /** @enum {string} */
        state: 'attended' | 'absent' | 'unknown';
        seconds: number | null;
        share: number | null;
      };
      firstName?: string;
      lastName?: string;
      /** @enum {string} */
      participantStatus?: 'active' | 'unsubscribed' | 'bounced' | 'complained' | 'deleted' | 'blocked';
    };
    /**
     * @example {
     *       "email": "ann@example.com",
     *       "firstName": "Ann"
     *     }
     */
    RegistrationByHand: {
      email: string;
      firstName?: string;
      lastName?: string;
      phone?: string;
      company?: string;
      jobTitle?: string;
      locale?: string;
      timeZone?: string;
      /** @default {} */
      answers?: {
        [key: string]: (string | number | boolean) | string[];
      };
      utm?: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
      };
      gclid?: string;
      referrer?: string;
      consent?: {
        text?: string;
        given: boolean;
      };
      /** @default {} */
      consents?: {
        [key: string]: boolean;
      };
    };
    /**
     * @example {
     *       "email": "ann@example.com",
     *       "firstName": "Ann",
     *       "sessionIds": [
     *         "ses_019a0b1c2d3e4f5061728394a5b6c7d8"
     *       ],
     *       "answers": {
     *         "garden": 300
     *       },
     *       "utm": {
     *         "source": "newsletter"
     *       },
     *       "consents": {
     *         "terms": true
     *       }
     *     }
     */
    RegistrationRequest: {
      email: string;
      firstName?: string;
      lastName?: string;
      phone?: string;
      company?: string;
      jobTitle?: string;
      locale?: string;
      timeZone?: string;
      /** @default {} */
      answers?: {
        [key: string]: (string | number | boolean) | string[];
      };
      sessionIds?: string[];
      utm?: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
      };
      gclid?: string;
      referrer?: string;
      consent?: {
        text?: string;
        given: boolean;
      };
      /** @default {} */
      consents?: {
        [key: string]: boolean;
      };
      invitation?: string;
      website?: string;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "email": "ann@example.com"
     *         },
     *         {
     *           "email": "bob@example.com",
     *           "lastName": "Lee"
     *         }
     *       ]
     *     }
     */
    RegistrationsByHand: {
      items: components['schemas']['RegistrationByHand'][];
      /** @default true */
      notify?: boolean;
    };
    /**
     * @example {
     *       "email": "ann@example.com"
     *     }
     */
    ReleasedAddress: {
      email: string;
    };
    /**
     * @example {
     *       "rules": [
     *         {
     *           "anchor": "start",
     *           "offsetMinutes": -60,
     *           "audience": "registered",
     *           "template": "reminder"
     *         }
     *       ]
     *     }
     */
    ReminderSet: {
      rules: {
        id?: string;
        /**
         * @default start
         * @enum {string}
         */
        anchor?: 'start' | 'end';
        offsetMinutes: number;
        /**
         * @default registered
         * @enum {string}
         */
        audience?: 'all' | 'registered' | 'attended' | 'absent' | 'not-yet';
        /** @enum {string} */
        template?: 'reminder' | 'last-call' | 'follow-up' | 'missed';
        version?: number;
        timedAt?: string;
      }[];
      planned?: unknown[];
    };
    /**
     * @example {
     *       "rules": [
     *         {
     *           "id": "hour",
     *           "version": 1,
     *           "anchor": "start",
     *           "offsetMinutes": -60,
     *           "audience": "registered",
     *           "template": "reminder"
     *         }
     *       ],
     *       "planned": [
     *         {
     *           "sessionId": "ses_019a0b1c2d3e4f5061728394a5b6c7d8",
     *           "ruleId": "hour",
     *           "dueAt": "2027-03-21T08:00:00.000Z",
     *           "state": "planned"
     *         }
     *       ]
     *     }
     */
    Reminders: {
      rules: {
        id: string;
        /**
         * @default start
         * @enum {string}
         */
        anchor: 'start' | 'end';
        offsetMinutes: number;
        /**
         * @default registered
         * @enum {string}
         */
        audience: 'all' | 'registered' | 'attended' | 'absent' | 'not-yet';
        /** @enum {string} */
        template: 'reminder' | 'last-call' | 'follow-up' | 'missed';
        version: number;
        timedAt?: string;
      }[];
      planned: {
        sessionId: string;
        ruleId: string;
        /** Format: date-time */
        dueAt: string;
        /** @enum {string} */
        state: 'planned' | 'past';
      }[];
    };
    /** @description Needs the permission people:write. */
    RemoveFromGroupAction: {
      /** @constant */
      type: 'remove-from-group';
      groupId: string;
    };
    /** @description Needs the permission people:delete. */
    RestoreAction: {
      /** @constant */
      type: 'restore';
    };
    /**
     * @example {
     *       "enabled": true,
     *       "unseenMonths": 36,
     *       "deletedDays": 30,
     *       "auditMonths": 24,
     *       "uploadDays": 90,
     *       "reportDays": 30,
     *       "exportDays": 7
     *     }
     */
    Retention: {
      /** @default false */
      enabled: boolean;
      unseenMonths?: number;
      deletedDays: number;
      auditMonths: number;
      uploadDays: number;
      reportDays: number;
      exportDays: number;
    };
    /**
     * @example {
     *       "enabled": true,
     *       "unseenMonths": 36
     *     }
     */
    RetentionRules: {
      /** @default false */
      enabled?: boolean;
      unseenMonths?: number;
      /** @default false */
      dryRun?: boolean;
    };
    /**
     * @example {
     *       "name": "Active",
     *       "filter": {
     *         "field": "status",
     *         "op": "in",
     *         "value": [
     *           "active"
     *         ]
     *       },
     *       "id": "flt_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "createdAt": "2027-03-01T09:00:00.000Z",
     *       "createdBy": "user-1",
     *       "version": 1
     *     }
     */
    SavedFilter: {
      id: string;
      name: string;
      filter: components['schemas']['Filter'];
      createdAt: string;
      createdBy: string;
      version: number;
    };
    /**
     * @example {
     *       "id": "ses_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "eventId": "evt_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "name": "Spring",
     *       "startsAt": "2027-03-21T10:00",
     *       "timeZone": "Europe/Berlin",
     *       "startsAtUtc": "2027-03-21T09:00:00.000Z",
     *       "zoneTable": "2026f",
     *       "durationMinutes": 60,
     *       "createdAt": "2027-03-01T09:00:00.000Z",
     *       "scheduleVersion": 0,
     *       "moves": 0,
     *       "version": 1,
     *       "status": "scheduled",
     *       "counts": {
     *         "registered": 12,
     *         "waitlisted": 0,
     *         "attended": 0,
     *         "pending": 3
     *       }
     *     }
     */
    Session: {
      id: string;
      eventId: string;
      name: string;
      startsAt: string;
      timeZone: string;
      /** Format: date-time */
      startsAtUtc: string;
      zoneTable: string;
      durationMinutes: number;
      roomUrl?: string;
      moderatorUrl?: string;
      replayUrl?: string;
      capacity?: number;
      cancelledAt?: string;
      createdAt: string;
      /** @default 0 */
      scheduleVersion: number;
      movedAt?: string;
      /** @default 1 */
      version: number;
      /** @enum {string} */
      status: 'scheduled' | 'live' | 'ended' | 'cancelled';
      counts: {
        registered: number;
        waitlisted: number;
        attended: number;
        pending: number;
      };
      invitations?: {
        invited: number;
        registered: number;
      };
      moves: number;
    };
    /**
     * @example {
     *       "name": "Spring",
     *       "startsAt": "2027-03-21T10:00",
     *       "durationMinutes": 60
     *     }
     */
    SessionDraft: {
      name?: string | null;
      startsAt?: string;
      /** Format: date-time */
      startsAtUtc?: string;
      timeZone?: string;
      durationMinutes?: number;
      roomUrl?: string | null;
      moderatorUrl?: string | null;
      replayUrl?: string | null;
      capacity?: number | null;
    };
    /** @description Needs the permission people:write. */
    SetVariableAction: {
      /** @constant */
      type: 'set-variable';
      name: string;
      value: string | number | boolean | null;
    };
    /**
     * @example {
     *       "id": "mod_5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "email": "ann@example.org",
     *       "name": "Ann",
     *       "joinUrl": "https://events.example.org/j/AVpt2fY",
     *       "createdAt": "2027-03-01T09:00:00.000Z"
     *     }
     */
    Speaker: {
      id: string;
      email: string;
      name?: string;
      /** Format: uri */
      joinUrl: string;
      /** Format: date-time */
      createdAt: string;
    };
    /**
     * @example {
     *       "speakers": []
     *     }
     */
    Speakers: {
      speakers: components['schemas']['Speaker'][];
    };
    /**
     * @example {
     *       "speakers": [
     *         {
     *           "email": "ann@example.org",
     *           "name": "Ann"
     *         }
     *       ]
     *     }
     */
    SpeakersRequest: {
      speakers: {
        email: string;
        name?: string;
      }[];
    };
    /**
     * @example {
     *       "id": "blk_019a0b1c2d3e4f5061728394a5b6c7d8",
     *       "kind": "bulk",
     *       "status": "waiting",
     *       "progress": 0,
     *       "canCancel": true,
     *       "action": {
     *         "type": "add-to-group",
     *         "groupId": "grp_019a0b1c2d3e4f5061728394a5b6c7d8"
     *       },
     *       "dryRun": false,
     *       "counts": {
     *         "looked": 2,
     *         "chosen": 2,
     *         "changed": 2,
     *         "unchanged": 0,
     *         "skipped": 0,
     *         "failed": 0
     *       },
     *       "reasons": {},
     *       "canUndo": false,
     *       "createdAt": "2027-03-01T09:00:00.000Z",
     *       "createdBy": "user-1"
     *     }
     */
    StartedJob: {
      id: string;
      kind: string;
      /** @enum {string} */
      status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
      cancelling?: boolean;
      reason?: string;
      detail?: string;
      progress: number;
      canCancel: boolean;
      counts?: {
        [key: string]: number;
      };
      action?: {
        type: string;
      } & {
        [key: string]: unknown;
      };
      dryRun?: boolean;
      reasons?: {
        [key: string]: number;
      };
      canUndo?: boolean;
      undoes?: string;
      undoneBy?: string;
      createdAt: string;
      createdBy: string;
      startedAt?: string;
      finishedAt?: string;
      secret?: string;
    };
    /**
     * @example {
     *       "from": "2027-03-01",
     *       "to": "2027-03-02",
     *       "visits": 40,
     *       "registrations": 12,
     *       "rate": 0.25,
     *       "confirmed": 9,
     *       "waiting": 0,
     *       "pending": 2,
     *       "cancelled": 1,
     *       "attended": 0,
     *       "byDay": [
     *         {
     *           "day": "2027-03-01",
     *           "visits": 25,
     *           "registrations": 8
     *         },
     *         {
     *           "day": "2027-03-02",
     *           "visits": 15,
     *           "registrations": 4
     *         }
     *       ],
     *       "bySource": [
     *         {
     *           "source": "self-registration",
     *           "registrations": 10
     *         },
     *         {
     *           "source": "import",
     *           "registrations": 2
     *         }
     *       ],
     *       "byUtm": [
     *         {
     *           "source": "newsletter",
     *           "medium": "mail",
     *           "campaign": "spring",
     *           "visits": 12,
     *           "registrations": 6
     *         },
     *         {
     *           "visits": 28,
     *           "registrations": 6
     *         }
     *       ],
     *       "byCountry": [
     *         {
     *           "country": "DE",
     *           "registrations": 9
     *         },
     *         {
     *           "registrations": 3
     *         }
     *       ]
     *     }
     */
    Statistics: {
      /** Format: date */
      from: string;
      /** Format: date */
      to: string;
      visits: number;
      registrations: number;
      rate?: number;
      confirmed: number;
      waiting: number;
      pending: number;
      cancelled: number;
      attended: number;
      byDay: {
        /** Format: date */
        day: string;
        visits: number;
        registrations: number;
      }[];
      bySource: {
        source: string;
        registrations: number;
      }[];
      byUtm: {
        source?: string;
        medium?: string;
        campaign?: string;
        visits: number;
        registrations: number;
      }[];
      byCountry: {
        country?: string;
        registrations: number;
      }[];
    };
    /**
     * @example {
     *       "exportedAt": "2027-03-01T09:00:00.000Z",
     *       "participant": {
     *         "id": "par_5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *         "status": "active",
     *         "email": "ann@example.com"
     *       },
     *       "registrations": [],
     *       "history": [],
     *       "mails": [],
     *       "deliveries": [],
     *       "imports": []
     *     }
     */
    SubjectAccessReport: {
      exportedAt: string;
      participant: {
        id: string;
        status: string;
      } & {
        [key: string]: unknown;
      };
      registrations: {
        participantId: string;
        sessionId: string;
        eventId: string;
        email?: string;
        /** @enum {string} */
        status: 'pending' | 'registered' | 'waitlisted' | 'cancelled' | 'suspected';
        /** @constant */
        awaits?: 'approval';
        /** @enum {string} */
        source: 'self-registration' | 'import' | 'manual' | 'api' | 'attendance-report';
        answers: {
          [key: string]: string | number | boolean;
        };
        choices?: {
          [key: string]: string[];
        };
        consent?: {
          text?: string;
          given: boolean;
        };
        consents?: {
          name: string;
          version: string;
          wording: string;
        }[];
        cameFrom?: {
          referrer?: string;
          gclid?: string;
        };
        timeZone?: string;
        /** @enum {string} */
        locale?: 'en' | 'de' | 'fr' | 'ru';
        utm?: {
          source?: string;
          medium?: string;
          campaign?: string;
        };
        createdAt: string;
        linkEpoch: number;
        mailRound: number;
        confirmedAt?: string;
        returnedAt?: string;
        seat?: string | true;
        place?: string;
        waitsSince?: string;
        offer?: {
          at: string;
          until: string;
        };
        lapsedAt?: string;
        importMark?: {
          importId: string;
          line: number;
          run?: number;
          merged?: boolean;
        };
        selfAt?: string;
        quiet?: boolean;
        tellCancelled?: boolean;
        refusedAt?: string;
        attendance?: {
          /** @enum {string} */
          state: 'attended' | 'absent' | 'unknown';
          seconds?: number;
          share?: number;
          by?: string;
          role?: string;
          joinedAt?: string;
          leftAt?: string;
          sources?: string[];
        };
        erasedAt?: string;
        invitedBy?: string;
        changedBy?: string;
        /** @constant */
        invited?: true;
        addedBy?: string;
        movedFrom?: {
          sessionId: string;
          name?: string;
          timeZone: string;
          startsAtUtc: string;
          durationMinutes: number;
        };
        handedFrom?: string;
        handedOverAt?: string;
        movedTo?: {
          sessionId: string;
          linkEpoch: number;
        };
        madeBy?: string;
        mergedFrom?: {
          [key: string]: {
            linkEpoch: number;
            mailRound: number;
          };
        };
        id: string;
      }[];
      history: {
        participantId: string;
        at: string;
        act: string;
        /** @enum {string} */
        kind:
          | 'created'
          | 'changed'
          | 'email-changed'
          | 'address-released'
          | 'merged'
          | 'registered'
          | 'registration-accepted'
          | 'registration-confirmed'
          | 'registration-cancelled'
          | 'registration-moved'
          | 'imported'
          | 'import-reverted'
          | 'mail'
          | 'bounced'
          | 'complained'
          | 'opted-out'
          | 'opted-in'
          | 'group-added'
          | 'group-removed'
          | 'variable-set'
          | 'invited'
          | 'handed-over'
          | 'attendance'
          | 'blocked'
          | 'unblocked'
          | 'deleted'
          | 'restored';
        actor: string;
        origin: string;
        data?: {
          [key: string]: unknown;
        };
      }[];
      mails: {
        id: string;
        eventId?: string;
        runId?: string;
        state?: string;
        sentAt?: string;
        claimedAt: string;
        subject?: string;
      }[];
      deliveries: {
        runId: string;
        status: string;
        createdAt: string;
        finishedAt?: string;
        body: unknown;
      }[];
      imports: {
        id: string;
        key: string;
        createdAt: string;
        createdBy: string;
        line?: number;
      }[];
    };
    /**
     * @example {
     *       "members": []
     *     }
     */
    Team: {
      members: components['schemas']['TeamMember'][];
    };
    /**
     * @example {
     *       "id": "mod_5f0c2d3e4f5061728394a5b6c7d8e9fa",
     *       "email": "ann@example.org",
     *       "name": "Ann",
     *       "joinUrl": "https://events.example.org/j/AVpt2fY",
     *       "createdAt": "2027-03-01T09:00:00.000Z"
     *     }
     */
    TeamMember: {
      id: string;
      email: string;
      name?: string;
      /** Format: uri */
      joinUrl: string;
      /** Format: date-time */
      createdAt: string;
      sessionIds?: string[];
    };
    /**
     * @example {
     *       "members": [
     *         {
     *           "email": "ann@example.org",
     *           "name": "Ann"
     *         }
     *       ]
     *     }
     */
    TeamRequest: {
      members: {
        email: string;
        name?: string;
        sessionIds?: string[];
      }[];
    };
    /**
     * @example {
     *       "name": "Europe/Berlin",
     *       "offsetMinutes": 60
     *     }
     */
    TimeZone: {
      name: string;
      offsetMinutes: number;
    };
    /** @description Needs the permission people:block. */
    UnblockAction: {
      /** @constant */
      type: 'unblock';
    };
    /**
     * @example {
     *       "name": "city",
     *       "type": "text",
     *       "label": "City",
     *       "createdAt": "2027-03-01T09:00:00.000Z",
     *       "version": 1
     *     }
     */
    Variable: {
      name: string;
      /** @enum {string} */
      type: 'text' | 'number' | 'boolean' | 'date';
      label: string;
      createdAt: string;
      hiddenAt?: string;
      version: number;
    };
    /**
     * @example {
     *       "label": "Town"
     *     }
     */
    VariableChange: {
      label: string;
    };
    /**
     * @example {
     *       "name": "city",
     *       "type": "text",
     *       "label": "City"
     *     }
     */
    VariableDraft: {
      name: string;
      /** @enum {string} */
      type: 'text' | 'number' | 'boolean' | 'date';
      label?: string;
    };
  };
  responses: {
    /** @description Malformed body, or: Invalid cursor */
    400: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description No token, or one that does not hold */
    401: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['GatewayMessage'];
      };
    };
    /** @description Forbidden */
    403: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Not found */
    404: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description No open session, or: Session closed, or: Registration has not opened yet, or: Registration is closed, or: Event archived, or: Conflict */
    409: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Too large */
    413: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Unsupported media type */
    415: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Invalid input, or: Idempotency-Key used before */
    422: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Too many requests. No `Retry-After` comes with it: try again after a second. */
    429: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['GatewayMessage'];
      };
    };
    /** @description Internal error */
    500: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  getPublicEvent: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PublicEvent'];
        };
      };
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  register: {
    parameters: {
      query?: never;
      header?: {
        /** @description A word of your own: the same request with it again is done once. */
        'Idempotency-Key'?: string;
      };
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RegistrationRequest'];
        'application/x-www-form-urlencoded': {
          email: string;
          firstName?: string;
          lastName?: string;
          phone?: string;
          company?: string;
          jobTitle?: string;
          locale?: string;
          timeZone?: string;
          sessionIds?: string[];
        } & {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Go on there. */
      303: {
        headers: {
          /** @description Where the thing that was made, or the page to go on with, is found. */
          Location?: string;
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['400'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listEvents: {
    parameters: {
      query?: {
        state?: 'coming' | 'past' | 'room' | 'archived';
        q?: string;
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Event'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  createEvent: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EventDraft'];
      };
    };
    responses: {
      /** @description Made. */
      201: {
        headers: {
          /**
           * @description Where the thing that was made, or the page to go on with, is found.
           * @example /v1/groups/grp_019a0b1c2d3e4f5061728394a5b6c7d8
           */
          Location?: string;
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Event'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  previewEvent: {
    parameters: {
      query?: {
        lang?: 'en' | 'de' | 'fr' | 'ru';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EventDraft'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  getEvent: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Event'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  deleteEvent: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is nothing to say. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  changeEvent: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EventPatch'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Event'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  archiveEvent: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['ArchiveRequest'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Event'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  copyEvent: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['CopyRequest'];
      };
    };
    responses: {
      /** @description Made. */
      201: {
        headers: {
          /**
           * @description Where the thing that was made, or the page to go on with, is found.
           * @example /v1/groups/grp_019a0b1c2d3e4f5061728394a5b6c7d8
           */
          Location?: string;
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Event'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listSessions: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        when?: 'coming' | 'past';
      };
      header?: never;
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Session'][];
            cursor?: string;
            previous?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  createSessions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json':
          | {
              name?: string | null;
              startsAt?: string;
              /** Format: date-time */
              startsAtUtc?: string;
              timeZone?: string;
              durationMinutes?: number;
              roomUrl?: string | null;
              moderatorUrl?: string | null;
              replayUrl?: string | null;
              capacity?: number | null;
              /** @default false */
              dryRun?: boolean;
            }
          | {
              first: components['schemas']['SessionDraft'];
              count: number;
              every: string;
              /** @default false */
              dryRun?: boolean;
            }
          | {
              dates: components['schemas']['SessionDraft'][];
              /** @default false */
              dryRun?: boolean;
            };
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ForeseenSession'][];
          };
        };
      };
      /** @description Made. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['Session']
            | {
                items: components['schemas']['Session'][];
              };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listCalendar: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        from?: string;
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Session'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getSession: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Session'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  deleteSession: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is nothing to say. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  changeSession: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          name?: string | null;
          startsAt?: string;
          /** Format: date-time */
          startsAtUtc?: string;
          timeZone?: string;
          durationMinutes?: number;
          roomUrl?: string | null;
          moderatorUrl?: string | null;
          replayUrl?: string | null;
          capacity?: number | null;
          /** @default false */
          dryRun?: boolean;
          /** @default false */
          tell?: boolean;
        };
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['Session']
            | {
                session: components['schemas']['ForeseenSession'];
                tells: number;
              };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  cancelSession: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['CancelSession'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Session'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listTimeZones: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            version: string;
            items: components['schemas']['TimeZone'][];
          };
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getTeam: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Team'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  setTeam: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TeamRequest'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Team'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getSpeakers: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Speakers'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  setSpeakers: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SpeakersRequest'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Speakers'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getEventStatistics: {
    parameters: {
      query?: {
        from?: string;
        to?: string;
      };
      header?: never;
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Statistics'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getSessionStatistics: {
    parameters: {
      query?: {
        from?: string;
        to?: string;
      };
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Statistics'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listRegistrations: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        status?: 'waitlisted';
      };
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Registration'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  registerByHand: {
    parameters: {
      query?: never;
      header?: {
        /** @description A word of your own: the same request with it again is done once. */
        'Idempotency-Key'?: string;
      };
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json':
          | {
              email: string;
              firstName?: string;
              lastName?: string;
              phone?: string;
              company?: string;
              jobTitle?: string;
              locale?: string;
              timeZone?: string;
              /** @default {} */
              answers?: {
                [key: string]: (string | number | boolean) | string[];
              };
              utm?: {
                source?: string;
                medium?: string;
                campaign?: string;
                term?: string;
                content?: string;
              };
              gclid?: string;
              referrer?: string;
              consent?: {
                text?: string;
                given: boolean;
              };
              /** @default {} */
              consents?: {
                [key: string]: boolean;
              };
              /** @default true */
              notify?: boolean;
            }
          | components['schemas']['RegistrationsByHand'];
      };
    };
    responses: {
      /** @description Made. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['Registration']
            | {
                items: components['schemas']['Registration'][];
              };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  setAttendance: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
        registrationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AttendanceNote'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  approveRegistration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
        registrationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  refuseRegistration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
        registrationId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['RefuseRequest'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  moveRegistrationUp: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
        registrationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  moveRegistration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
        registrationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MoveRequest'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  cancelRegistration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
        registrationId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['CancelRequest'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getReminders: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Reminders'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  setReminders: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReminderSet'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Reminders'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getHandovers: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Handovers'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  setHandovers: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HandoverSet'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Handovers'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listHandoverRuns: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        eventId?: string;
      };
      header?: never;
      path: {
        handoverId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['HandoverRun'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listDeliveries: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        status?: 'pending' | 'delivered' | 'failed' | 'switched-off' | 'skipped';
      };
      header?: never;
      path: {
        runId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Delivery'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getHandoverRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        runId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HandoverRunDetails'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getDelivery: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        runId: string;
        participantId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryDetails'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  redriveRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        runId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['Redrive'];
      };
    };
    responses: {
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            redriven: number;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listDestinations: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Destination'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  createDestination: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DestinationDraft'];
      };
    };
    responses: {
      /** @description Made. */
      201: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          /**
           * @description Where the thing that was made, or the page to go on with, is found.
           * @example /v1/groups/grp_019a0b1c2d3e4f5061728394a5b6c7d8
           */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Destination'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getDestination: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        destinationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Destination'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  deleteDestination: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        destinationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is nothing to say. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  changeDestination: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        destinationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DestinationPatch'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Destination'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  testDestination: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        destinationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DestinationTest'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  enableDestination: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        destinationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Destination'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  addHandoverPreset: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        eventId: string;
        preset: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HandoverPreset'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Handovers'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  previewHandover: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HandoverTrial'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HandoverPreview'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getNotices: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Notices'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  setNotices: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NoticesRequest'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Notices'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listNotices: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EverybodysNotices'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  deleteNotices: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        noticeId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is nothing to say. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listParticipants: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        q?: string;
        filter?: string;
        savedFilter?: string;
        status?: string;
        group?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Participant'][];
            cursor?: string;
            looked: number;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  createParticipant: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ParticipantDraft'];
      };
    };
    responses: {
      /** @description Made. */
      201: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          /**
           * @description Where the thing that was made, or the page to go on with, is found.
           * @example /v1/groups/grp_019a0b1c2d3e4f5061728394a5b6c7d8
           */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Participant'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  countParticipants: {
    parameters: {
      query?: {
        q?: string;
        filter?: string;
        savedFilter?: string;
        status?: string;
        group?: string;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ParticipantCounts'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getParticipant: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        participantId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Participant'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  deleteParticipant: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        participantId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Participant'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  changeParticipant: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        participantId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ParticipantChange'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ChangedParticipant'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listHistory: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        participantId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['HistoryEntry'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  restoreParticipant: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        participantId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Participant'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  blockParticipant: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        participantId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Participant'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  unblockParticipant: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        participantId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['Participant']
            | {
                id: string;
                /** @constant */
                status: 'erased';
              };
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  unblockIdentity: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NamedIdentity'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['Participant']
            | {
                id: string;
                /** @constant */
                status: 'erased';
              };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  releaseAddress: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        participantId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReleasedAddress'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Participant'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  mergeParticipant: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        participantId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MergeInto'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MergedParticipant'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  startBulkAction: {
    parameters: {
      query?: never;
      header?: {
        /** @description A word of your own: the same request with it again is done once. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BulkRequest'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkCount'];
        };
      };
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StartedJob'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listJobs: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        kind?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Job'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        jobId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobDetails'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  cancelJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        jobId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Job'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  undoJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        jobId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Job'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listFilters: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['SavedFilter'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  createFilter: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FilterDraft'];
      };
    };
    responses: {
      /** @description Made. */
      201: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          /**
           * @description Where the thing that was made, or the page to go on with, is found.
           * @example /v1/groups/grp_019a0b1c2d3e4f5061728394a5b6c7d8
           */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SavedFilter'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  deleteFilter: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        filterId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is nothing to say. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  changeFilter: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        filterId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FilterChange'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SavedFilter'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listGroups: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Group'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  createGroup: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GroupDraft'];
      };
    };
    responses: {
      /** @description Made. */
      201: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          /**
           * @description Where the thing that was made, or the page to go on with, is found.
           * @example /v1/groups/grp_019a0b1c2d3e4f5061728394a5b6c7d8
           */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Group'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getGroup: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        groupId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Group'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  deleteGroup: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        groupId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeletedGroup'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  renameGroup: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        groupId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GroupDraft'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Group'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listVariables: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Variable'][];
          };
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  createVariable: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['VariableDraft'];
      };
    };
    responses: {
      /** @description Made. */
      201: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Variable'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  deleteVariable: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Variable'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  changeVariable: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['VariableChange'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Variable'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listDuplicateSearches: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['DuplicateSearch'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  findDuplicates: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['DuplicatesRequest'];
      };
    };
    responses: {
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          /**
           * @description Where the thing that was made, or the page to go on with, is found.
           * @example /v1/groups/grp_019a0b1c2d3e4f5061728394a5b6c7d8
           */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DuplicateSearch'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getDuplicates: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        duplicatesId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Duplicates'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listDoubles: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['DuplicateSearch'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  findDoubles: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['DuplicatesRequest'];
      };
    };
    responses: {
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          /**
           * @description Where the thing that was made, or the page to go on with, is found.
           * @example /v1/groups/grp_019a0b1c2d3e4f5061728394a5b6c7d8
           */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DuplicateSearch'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getDoubles: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        doublesId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Duplicates'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getSubjectAccessReport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        participantId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SubjectAccessReport'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      413: components['responses']['413'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  eraseParticipant: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        participantId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EraseConfirmation'];
      };
    };
    responses: {
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Job'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getRetention: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Retention'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  setRetention: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The ETag of the last answer: what somebody changed since is not overwritten.
         * @example "3"
         */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RetentionRules'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          /**
           * @description The version of what is answered: give it back as `If-Match` with a change.
           * @example "3"
           */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Retention'];
        };
      };
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Job'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listAudit: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        month?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AuditEntry'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  recount: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['RecountRequest'];
      };
    };
    responses: {
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          /**
           * @description Where the thing that was made, or the page to go on with, is found.
           * @example /v1/groups/grp_019a0b1c2d3e4f5061728394a5b6c7d8
           */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Job'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listImports: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        key?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Import'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  createImport: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ImportRequest'];
      };
    };
    responses: {
      /** @description Made. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            key: string;
            /** Format: uri */
            uploadUrl: string;
          };
        };
      };
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportTaken'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getImport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        importId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Import'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listImportFaults: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        importId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ImportFault'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  previewImport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        importId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['ImportStart'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportPreview'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  startImport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        importId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['ImportStart'];
      };
    };
    responses: {
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Import'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  revertImport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        importId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobStarted'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  cancelImport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        importId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Import'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listMappings: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Mapping'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  createMapping: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MappingDraft'];
      };
    };
    responses: {
      /** @description Made. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Mapping'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  deleteMapping: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        mappingId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is nothing to say. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listExports: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Export'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  createExport: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['ExportRequest'];
      };
    };
    responses: {
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Export'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getExport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        exportId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Export'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listAttendance: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        state?: 'attended' | 'absent' | 'unknown';
      };
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AttendancePerson'][];
            cursor?: string;
            summary: {
              registered: number;
              attended: number;
              absent: number;
              unknown: number;
              averageSeconds: number | null;
              medianSeconds: number | null;
              curve: {
                at: string;
                online: number;
              }[];
              peak: {
                at: string;
                online: number;
              } | null;
              bySource: {
                source: string;
                registered: number;
                attended: number;
              }[];
              byUtm: {
                source: string;
                registered: number;
                attended: number;
              }[];
              guests: number;
            } | null;
            sources: components['schemas']['AttendanceSource'][];
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  judgeSession: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['JudgeRequest'];
      };
    };
    responses: {
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Judgement'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listAttendanceSources: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AttendanceSource'][];
          };
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  takeBackAttendanceSource: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
        sourceId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is nothing to say. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  restoreAttendanceSource: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
        sourceId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttendanceSource'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  takeBackAttendance: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
        registrationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is nothing to say. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listOnline: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['OnlinePerson'][];
            cursor?: string;
            online: number;
            /** Format: date-time */
            at: string;
            curve: {
              at: string;
              online: number;
            }[];
            peak: {
              at: string;
              online: number;
            } | null;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  notePresenceElsewhere: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PresenceElsewhere'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            counts: boolean;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listAttendanceImports: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AttendanceImport'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  createAttendanceImport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AttendanceImportRequest'];
      };
    };
    responses: {
      /** @description Made. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            key: string;
            /** Format: uri */
            uploadUrl: string;
          };
        };
      };
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttendanceImportTaken'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  listAllAttendanceImports: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AttendanceImport'][];
            cursor?: string;
          };
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getAttendanceImport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
        importId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttendanceImport'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  answerAttendanceImport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
        importId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['AttendanceAnswer'];
      };
    };
    responses: {
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttendanceImport'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  revertAttendanceImport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
        importId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttendanceImport'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      409: components['responses']['409'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getProvider: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Provider'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  setProvider: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ProviderRequest'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Provider'];
        };
      };
      400: components['responses']['400'];
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  removeProvider: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is nothing to say. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  pullAttendance: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Taken; what follows from it is under way. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Provider'];
        };
      };
      401: components['responses']['401'];
      403: components['responses']['403'];
      404: components['responses']['404'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  showRegistrationPage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  getEmbedScript: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/javascript': string;
        };
      };
    };
  };
  showThanksPage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        eventId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  showJoinPage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  showPreferencesPage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  setPreferences: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  showMyRegistrations: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  changeMyRegistration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  showConfirmPage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  confirmRegistration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  showMailboxPage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  stopMailbox: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  showWaitingPage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description As asked. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  answerOffer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description As asked. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  getCalendarFile: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        file: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/calendar': string;
        };
      };
    };
  };
  notePresence: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PresenceRequest'];
      };
    };
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PresenceNoted'];
        };
      };
      400: components['responses']['400'];
      404: components['responses']['404'];
      413: components['responses']['413'];
      415: components['responses']['415'];
      422: components['responses']['422'];
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  getPresenceScript: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        file: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/javascript': string;
        };
      };
    };
  };
  getOpenApi: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            openapi: string;
          } & {
            [key: string]: unknown;
          };
        };
      };
      429: components['responses']['429'];
      500: components['responses']['500'];
    };
  };
  showDocs: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
}
