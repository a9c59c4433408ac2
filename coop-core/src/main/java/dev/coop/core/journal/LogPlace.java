package dev.coop.core.journal;

import java.nio.file.Path;

/**
 * Where the log of one {@link EventJournal} lives.
 *
 * @param disk the host's writer
 * @param directory of this journal alone; made (0700) when missing
 * @param bounds how much is kept
 */
public record LogPlace(LogDisk disk, Path directory, LogBounds bounds) {}
