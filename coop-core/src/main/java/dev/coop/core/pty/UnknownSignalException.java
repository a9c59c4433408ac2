package dev.coop.core.pty;

/** A text that names no signal. */
public final class UnknownSignalException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Characters of the text that the message repeats: enough to recognise a typing error. */
    private static final int SHOWN = 32;

    private final String text;

    UnknownSignalException(String text) {
        super("unknown signal: " + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…"));
        this.text = text;
    }

    /** What was given. */
    public String text() {
        return text;
    }
}
