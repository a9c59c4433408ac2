package dev.coop.core.config;

import java.util.Optional;

/** A token. Written, it is hidden. */
record SecretText() implements ValueType<Secret> {
    /** Characters. More than any token has, and little enough for a header. */
    static final int MAX = 1024;

    @Override
    public Optional<Secret> parse(String text) {
        boolean fitsIntoAHeader = text.chars().allMatch(c -> c > ' ' && c <= '~');
        return !text.isEmpty() && text.length() <= MAX && fitsIntoAHeader
                ? Optional.of(Secret.of(text))
                : Optional.empty();
    }

    @Override
    public String allowed() {
        return "1 to " + MAX + " visible ASCII characters without spaces";
    }

    @Override
    public String label() {
        return "TOKEN";
    }

    @Override
    public String literal(Secret value) {
        return Literals.quoted(value.toString());
    }

    @Override
    public String show(Secret value) {
        return value.toString();
    }
}
