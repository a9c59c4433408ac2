package dev.coop.core.keys;

/** A text that names no key. */
public final class UnknownKeyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Code points of the text that the message repeats: enough to recognise a typing error. */
    private static final int SHOWN = 32;

    private final int index;
    private final String hint;

    UnknownKeyException(int index, String name, String hint) {
        super("unknown key: " + shown(name));
        this.index = index;
        this.hint = hint;
    }

    /** Half a surrogate pair, which can't be sent in an answer, becomes U+FFFD. */
    private static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints()
                .limit(SHOWN)
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xfffd : c)
                .forEach(shown::appendCodePoint);
        return name.codePointCount(0, name.length()) > SHOWN ? shown + "…" : shown.toString();
    }

    /** Its place in the request, from 0. */
    public int index() {
        return index;
    }

    /** What to write instead. */
    public String hint() {
        return hint;
    }
}
