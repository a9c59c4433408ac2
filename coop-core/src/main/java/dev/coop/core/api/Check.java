package dev.coop.core.api;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What requests check of their fields, in the words that clients are told. */
final class Check {
    private Check() {}

    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw Refusal.badField(field, field + " is missing");
        }
        return value;
    }

    /** JSON can carry halves of characters, which no terminal can. */
    static void wellFormed(String field, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw Refusal.badField(field, field + " has half a character: a surrogate without its other half");
        }
    }

    static int inRange(String field, @Nullable Integer value, int min, int max) {
        int number = required(field, value);
        if (number < min || number > max) {
            throw Refusal.badField(field, field + " has to be from " + min + " to " + max + ", not " + number);
        }
        return number;
    }

    static long notNegative(String field, long value) {
        if (value < 0) {
            throw Refusal.badField(field, field + " must not be negative");
        }
        return value;
    }

    static int positive(String field, int value) {
        if (value < 1) {
            throw Refusal.badField(field, field + " has to be positive");
        }
        return value;
    }

    /** What is absent has its default. */
    static <T> T or(@Nullable T value, T absent) {
        return value == null ? absent : value;
    }
}
