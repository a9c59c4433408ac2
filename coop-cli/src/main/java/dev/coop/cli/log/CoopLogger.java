package dev.coop.cli.log;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** One class's logger. */
// SLF4J wants loggers to be serializable; nobody does that with ours.
@SuppressWarnings("serial")
final class CoopLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    private final transient Loggers loggers;

    CoopLogger(String name, Loggers loggers) {
        this.name = name;
        this.loggers = loggers;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return CoopLogger.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        Map<String, String> context = MDC.getCopyOfContextMap();
        loggers.log(new LogLine(
                Instant.now(),
                level,
                name,
                arguments == null ? message : MessageFormatter.basicArrayFormat(message, arguments),
                context == null ? Map.of() : context,
                Optional.ofNullable(failure)));
    }

    @Override
    public boolean isTraceEnabled() {
        return loggers.isEnabled(name, Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return loggers.isEnabled(name, Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return loggers.isEnabled(name, Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return loggers.isEnabled(name, Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return loggers.isEnabled(name, Level.ERROR);
    }
}
