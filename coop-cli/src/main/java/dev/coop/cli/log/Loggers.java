package dev.coop.cli.log;

import dev.coop.core.config.LogFormat;
import dev.coop.core.config.LogLevel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** All loggers of the process, and where their lines go. */
final class Loggers implements ILoggerFactory {
    private final Map<String, Logger> known = new ConcurrentHashMap<>();
    private volatile Target target = new Target(LogLevel.OFF, LogFormat.JSON, _ -> {});

    /** Takes lines, and never waits. */
    interface Sink {
        void take(String line);
    }

    /**
     * Where lines go, and which.
     *
     * @param level from which weight on
     */
    record Target(LogLevel level, LogFormat format, Sink sink) {}

    void to(Target next) {
        target = next;
    }

    @Override
    public Logger getLogger(String name) {
        return known.computeIfAbsent(name, one -> new CoopLogger(one, this));
    }

    boolean isEnabled(String logger, Level level) {
        return Weights.passes(logger, level, target.level());
    }

    void log(LogLine line) {
        Target now = target;
        now.sink().take(now.format() == LogFormat.JSON ? line.json() : line.text());
    }
}
