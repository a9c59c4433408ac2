package dev.coop.core.config;

/** How a log line looks. */
public enum LogFormat {
    JSON,
    TEXT
}
