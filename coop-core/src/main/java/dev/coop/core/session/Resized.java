package dev.coop.core.session;

import dev.coop.core.pty.WindowSize;

/** The terminal has another size; everybody who draws it has to know. */
public record Resized(WindowSize size) implements SessionEvent {}
