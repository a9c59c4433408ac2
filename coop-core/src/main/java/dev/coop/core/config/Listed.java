package dev.coop.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Any number of something: a repeated flag, an array in the file, text with commas in a variable. */
record Listed<T>(ValueType<T> one) implements ValueType<List<T>> {
    static final String SEPARATOR = ",";

    @Override
    public Optional<List<T>> parse(String text) {
        List<T> values = new ArrayList<>();
        if (text.isEmpty()) {
            return Optional.of(List.of());
        }
        for (String part : text.split(SEPARATOR, -1)) {
            Optional<T> value = one.parse(part.strip());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(List.copyOf(values));
    }

    @Override
    public String allowed() {
        return one.allowed() + ", or several with commas between them";
    }

    @Override
    public String label() {
        return one.label();
    }

    @Override
    public String literal(List<T> value) {
        return value.stream().map(one::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public String show(List<T> value) {
        return value.stream().map(one::show).collect(Collectors.joining(SEPARATOR));
    }

    @Override
    public List<String> choices() {
        return one.choices();
    }
}
