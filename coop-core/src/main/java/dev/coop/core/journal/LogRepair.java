package dev.coop.core.journal;

import java.nio.file.Path;

/** What was cut off a log that did not end in a whole line when it was opened: a write that a crash cut short. */
public record LogRepair(Path file, long keptBytes, long cutBytes) {}
