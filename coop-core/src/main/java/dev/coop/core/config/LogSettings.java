package dev.coop.core.config;

/** What is logged, and how a line looks. */
public record LogSettings(LogFormat format, LogLevel level) {
    static LogSettings of(Configuration from) {
        return new LogSettings(from.get(Settings.LOG_FORMAT), from.get(Settings.LOG_LEVEL));
    }
}
