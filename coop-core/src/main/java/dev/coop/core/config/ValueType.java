package dev.coop.core.config;

import java.util.List;
import java.util.Optional;

/** What may be given for a setting, and how it is written. */
public sealed interface ValueType<T>
        permits Choice, FilePath, Listed, Millis, Perhaps, SecretText, Text, Toggle, Whole {
    /** Empty when the text does not fit; then {@link #allowed} says what would. */
    Optional<T> parse(String text);

    /** What fits, as the end of "it must be …". */
    String allowed();

    /** What stands for a value in help: {@code N}, {@code FILE}. */
    String label();

    /** The value as it is written both in TOML and in JSON; {@code null} where there is none. Never a secret. */
    String literal(T value);

    /** The value as a person reads it. Never a secret. */
    default String show(T value) {
        return literal(value);
    }

    /** The words to choose from, where that is what fits. */
    default List<String> choices() {
        return List.of();
    }
}
