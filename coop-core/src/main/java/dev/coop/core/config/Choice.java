package dev.coop.core.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One of a few; in words, in small letters or capitals. */
record Choice<T>(String label, List<T> values, Function<T, String> word) implements ValueType<T> {
    static Choice<String> words(String label, String... words) {
        return new Choice<>(label, List.of(words), Function.identity());
    }

    static <E extends Enum<E>> Choice<E> of(String label, E[] values) {
        return new Choice<>(label, Arrays.asList(values), value -> value.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Optional<T> parse(String text) {
        return values.stream()
                .filter(value -> word.apply(value).equalsIgnoreCase(text))
                .findFirst();
    }

    @Override
    public String allowed() {
        List<String> words = new ArrayList<>(choices());
        String last = words.removeLast();
        return String.join(", ", words) + " or " + last;
    }

    @Override
    public String literal(T value) {
        return Literals.quoted(word.apply(value));
    }

    @Override
    public String show(T value) {
        return word.apply(value);
    }

    @Override
    public List<String> choices() {
        return values.stream().map(word).toList();
    }
}
