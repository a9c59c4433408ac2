package dev.coop.core.config;

import java.util.Locale;
import java.util.Optional;

/**
 * One row of the table of settings.
 *
 * @param key what it is called in the configuration file; with two dashes before it, it is the flag
 * @param variable what it is called in the environment
 * @param fallback its value where nobody gives one
 * @param doc one line for the help and the documentation
 */
public record Setting<T>(
        String key, String variable, Group group, ValueType<T> type, T fallback, UsedBy usedBy, String doc) {
    private static final String VARIABLE_PREFIX = "COOP_";

    static <T> Setting<T> of(Group group, String key, ValueType<T> type, T fallback) {
        String variable = VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
        return new Setting<>(key, variable, group, type, fallback, UsedBy.NOTHING_YET, "");
    }

    Setting<T> usedBy(UsedBy who, String whatFor) {
        return new Setting<>(key, variable, group, type, fallback, who, whatFor);
    }

    /** For the few whose variable the contract names differently. */
    Setting<T> withVariable(String name) {
        return new Setting<>(key, name, group, type, fallback, usedBy, doc);
    }

    public String flag() {
        return "--" + key;
    }

    /** Does its flag stand alone, without a value? */
    public boolean isToggle() {
        return type instanceof Toggle || (type instanceof Perhaps<?>(ValueType<?> some) && some instanceof Toggle);
    }

    /** May its flag be given several times? */
    public boolean isList() {
        return type instanceof Listed;
    }

    public boolean isSecret() {
        return type instanceof SecretText
                || (type instanceof Perhaps<?>(ValueType<?> some) && some instanceof SecretText);
    }

    public Value<T> asDefault() {
        return new Value<>(this, fallback, new Source.Default());
    }

    Optional<Value<T>> parse(String text, Source source) {
        return type.parse(text).map(value -> new Value<>(this, value, source));
    }
}
