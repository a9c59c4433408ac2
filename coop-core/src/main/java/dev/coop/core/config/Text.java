package dev.coop.core.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** Text of a certain form. */
record Text(String label, Pattern form, String allowed) implements ValueType<String> {
    Text(String label, String form, String allowed) {
        this(label, Pattern.compile(form), allowed);
    }

    @Override
    public Optional<String> parse(String text) {
        return Optional.of(text).filter(form.asMatchPredicate());
    }

    @Override
    public String literal(String value) {
        return Literals.quoted(value);
    }

    @Override
    public String show(String value) {
        return value;
    }
}
