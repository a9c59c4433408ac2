package dev.coop.bench;

/** What became of a goal. */
enum Verdict {
    OK("ok"),
    RED("RED"),
    /** A figure that informs and has no goal. */
    NO_GOAL(""),
    NOT_MEASURED("not measured"),
    FAILED("FAILED");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
