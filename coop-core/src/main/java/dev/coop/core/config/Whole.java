package dev.coop.core.config;

import java.util.Locale;
import java.util.Optional;

/** A whole number within bounds. */
record Whole(int min, int max, String unit) implements ValueType<Integer> {
    /** A number that is followed by nothing. */
    static Whole number(int min, int max) {
        return new Whole(min, max, "");
    }

    static Whole bytes(int min, int max) {
        return new Whole(min, max, "bytes");
    }

    @Override
    public Optional<Integer> parse(String text) {
        if (!isNumber(text)) {
            return Optional.empty();
        }
        long number = Long.parseLong(text);
        return number >= min && number <= max ? Optional.of((int) number) : Optional.empty();
    }

    @Override
    public String allowed() {
        return "a number %sfrom %d to %d".formatted(unit.isEmpty() ? "" : "of " + unit + " ", min, max);
    }

    @Override
    public String label() {
        return unit.isEmpty() ? "N" : unit.toUpperCase(Locale.ROOT);
    }

    @Override
    public String literal(Integer value) {
        return value.toString();
    }

    /** Digits only: no sign, no point; and few enough that a {@code long} holds them. */
    static boolean isNumber(String text) {
        int maxDigits = 18;
        return !text.isEmpty() && text.length() <= maxDigits && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
