package dev.coop.core.config;

/** What settings are about: the headings of the help and of the documentation, in this order. */
public enum Group {
    LISTENING("Where coop listens"),
    ACCESS("Who may connect"),
    RUN("How it runs"),
    TERMINAL("The terminal"),
    LOG("Logs"),
    CLIENT("Commands that ask a host"),
    TIMING("Times"),
    LIMIT("Limits");

    private final String heading;

    Group(String heading) {
        this.heading = heading;
    }

    public String heading() {
        return heading;
    }

    /** Is this for few people, and left out where all that most people need is shown? */
    public boolean fineTuning() {
        return this == CLIENT || this == TIMING || this == LIMIT;
    }
}
