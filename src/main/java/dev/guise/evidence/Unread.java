package dev.guise.evidence;

/// Why a part of a log was not read as an audit event. What is no event is counted by its reason, since a
/// request that was not read may be the very one that a grant is there for.
public enum Unread {
    /// A line that is neither JSON nor an envelope with JSON in it.
    NOT_JSON("not-json", Hides.REQUESTS),
    /// JSON that holds no audit event.
    NO_EVENT("no-event", Hides.REQUESTS),
    /// An event whose end is missing.
    CUT_OFF("cut-off", Hides.REQUESTS),
    /// An event with a field of the wrong type, or JSON with an error in it.
    MALFORMED("malformed", Hides.REQUESTS),
    /// An event without its user or verb, as where a shipper took fields out or flattened them.
    LACKING("lacking", Hides.REQUESTS),
    /// An event whose constraint does not fit whom the request became.
    CONTRADICTORY("contradictory", Hides.REQUESTS),
    /// A line or a fragment beyond [Limits#maxLineBytes], or wrapped too often.
    TOO_LONG("too-long", Hides.REQUESTS),
    /// A file that breaks off, or a document with an error in it: what follows was not read.
    BROKEN_OFF("broken-off", Hides.REQUESTS),
    /// A file that could not be opened.
    NOT_READABLE("not-readable", Hides.REQUESTS),
    /// A file in a form that has to be unpacked or exported differently.
    OTHER_FORMAT("other-format", Hides.REQUESTS),
    /// A file in a folder whose name and content are not those of a log.
    NOT_A_LOG("not-a-log", Hides.NOTHING),
    /// A line of a program's own log, as the API server writes beside its events.
    PROGRAM_LOG("program-log", Hides.NOTHING),
    /// A Kubernetes object of another kind, such as the events that `kubectl get events` shows.
    OTHER_OBJECT("other-object", Hides.NOTHING),
    /// An entry of a cloud's audit log that is about another service than the Kubernetes API.
    OTHER_SERVICE("other-service", Hides.NOTHING);

    /// What a part that was not read may be.
    private enum Hides {
        REQUESTS,
        NOTHING
    }

    private final String id;
    private final Hides hides;

    Unread(String id, Hides hides) {
        this.id = id;
        this.hides = hides;
    }

    /// Its lasting name.
    public String id() {
        return id;
    }

    /// Whether it may have been a request.
    public boolean hidesRequests() {
        return hides == Hides.REQUESTS;
    }
}
