package dev.coop.cli.log;

import dev.coop.core.config.LogFormat;
import dev.coop.core.config.LogLevel;
import dev.coop.core.config.LogSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** The log of this process, open from here to {@link #close}. */
public final class HostLog implements AutoCloseable {
    private final Loggers loggers;
    private final LogWriter writer;

    private HostLog(Loggers loggers, LogSettings settings, LogWriter.Destination destination) {
        this.loggers = loggers;
        this.writer = new LogWriter(destination);
        loggers.to(new Loggers.Target(settings.level(), settings.format(), writer));
        JavaLogging.into(loggers);
    }

    /** Of a process whose stderr somebody sees. */
    public static HostLog on(PrintWriter errors, LogSettings settings) {
        return new HostLog(loggers(), settings, new StandardError(errors));
    }

    /** Of a process in the background. The file is made at the first line. */
    public static HostLog in(Path file, LogSettings settings) {
        return new HostLog(loggers(), settings, new RotatedFile(file, RotatedFile.MAX_BYTES));
    }

    private static Loggers loggers() {
        return LoggerFactory.getILoggerFactory() instanceof Loggers ours ? ours : new Loggers();
    }

    @Override
    public void close() {
        loggers.to(new Loggers.Target(LogLevel.OFF, LogFormat.JSON, _ -> {}));
        writer.close();
    }
}
