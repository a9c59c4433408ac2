package dev.coop.core.config;

import java.util.List;
import java.util.Optional;

/** Something that may be left out. */
record Perhaps<T>(ValueType<T> some) implements ValueType<Optional<T>> {
    static final String NONE = "null";

    @Override
    public Optional<Optional<T>> parse(String text) {
        Optional<T> value = some.parse(text);
        return value.isPresent() ? Optional.of(value) : Optional.empty();
    }

    @Override
    public String allowed() {
        return some.allowed();
    }

    @Override
    public String label() {
        return some.label();
    }

    @Override
    public String literal(Optional<T> value) {
        return value.map(some::literal).orElse(NONE);
    }

    @Override
    public String show(Optional<T> value) {
        return value.map(some::show).orElse("");
    }

    @Override
    public List<String> choices() {
        return some.choices();
    }
}
