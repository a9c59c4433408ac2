package dev.coop.cli.log;

import dev.coop.core.config.LogLevel;
import org.slf4j.event.Level;

/** Which lines are worth being seen. */
final class Weights {
    /** gRPC asks for options of TCP on coop's local bridge, and Netty warns of each: that is known, and no matter. */
    private static final String BRIDGE_OPTIONS = "io.netty.bootstrap.";

    private Weights() {}

    /** Libraries are heard with warnings only, unless everything was asked for: what they do is no news to a user. */
    static boolean passes(String logger, Level level, LogLevel wanted) {
        boolean ours = logger.startsWith("dev.coop.");
        return switch (wanted) {
            case OFF -> false;
            case TRACE -> true;
            case ERROR -> isAtLeast(level, Level.ERROR);
            case WARN -> isAtLeast(level, library(logger));
            case INFO -> isAtLeast(level, ours ? Level.INFO : library(logger));
            case DEBUG -> isAtLeast(level, ours ? Level.DEBUG : library(logger));
        };
    }

    private static Level library(String logger) {
        return logger.startsWith(BRIDGE_OPTIONS) ? Level.ERROR : Level.WARN;
    }

    private static boolean isAtLeast(Level level, Level least) {
        return level.toInt() >= least.toInt();
    }
}
