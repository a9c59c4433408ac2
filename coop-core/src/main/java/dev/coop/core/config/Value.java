package dev.coop.core.config;

/** What a setting is, and where that came from. */
public record Value<T>(Setting<T> setting, T value, Source source) {
    /** As a person reads it; a secret is hidden, what is not set is empty. */
    public String shown() {
        return setting.type().show(value);
    }

    /** As it is written in TOML and in JSON; a secret is hidden. */
    public String literal() {
        return setting.type().literal(value);
    }

    public boolean isDefault() {
        return source instanceof Source.Default;
    }
}
