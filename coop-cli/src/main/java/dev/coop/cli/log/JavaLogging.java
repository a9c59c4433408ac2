package dev.coop.cli.log;

import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Takes the lines of libraries that log with the JDK's own means, gRPC's above all, which otherwise prints them itself. */
final class JavaLogging extends Handler {
    private final Loggers loggers;
    private final SimpleFormatter formatter = new SimpleFormatter();

    private JavaLogging(Loggers loggers) {
        this.loggers = loggers;
    }

    static void into(Loggers loggers) {
        LogManager.getLogManager().reset();
        Logger all = Logger.getLogger("");
        all.setLevel(Level.INFO);
        all.addHandler(new JavaLogging(loggers));
    }

    @Override
    public void publish(LogRecord record) {
        org.slf4j.event.Level level = weight(record.getLevel());
        String logger = Optional.ofNullable(record.getLoggerName()).orElse("");
        if (loggers.isEnabled(logger, level)) {
            loggers.log(new LogLine(
                    record.getInstant(),
                    level,
                    logger,
                    formatter.formatMessage(record),
                    Map.of(),
                    Optional.ofNullable(record.getThrown())));
        }
    }

    private static org.slf4j.event.Level weight(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return org.slf4j.event.Level.ERROR;
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return org.slf4j.event.Level.WARN;
        }
        return level.intValue() >= Level.INFO.intValue() ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.DEBUG;
    }

    @Override
    public void flush() {
        // The lines are flushed where they are written.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
