package dev.coop.core.config;

/** Who acts on a setting. */
public enum UsedBy {
    LAUNCHER("coop CMD"),
    SESSION("the session"),
    SERVER("the server"),
    SERVER_AND_CLIENTS("the server and the client commands"),
    CLIENTS("the client commands"),
    /** Accepted, because the contract says so, and read by nothing that exists. */
    NOTHING_YET("nothing yet");

    private final String words;

    UsedBy(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
