package dev.coop.core.pty;

/** A text that names no signal. */
public final class UnknownSignalException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Code points of the text that the message repeats: enough to recognise a typing error. */
    private static final int SHOWN = 32;

    private final String text;

    UnknownSignalException(String text) {
        super("unknown signal: " + shown(text));
        this.text = text;
    }

    /** Half a surrogate pair, which can't be sent in an answer, becomes U+FFFD. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(SHOWN)
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xfffd : c)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > SHOWN ? shown + "…" : shown.toString();
    }

    /** What was given. */
    public String text() {
        return text;
    }
}
