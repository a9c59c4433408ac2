/**
 * Streams as journals: one writer, any number of cursors, a bounded memory, gaps that are told.
 *
 * <p>A subscriber is a position and a wake bit, never a queue. {@link dev.coop.core.journal.ByteJournal} holds a stream
 * of bytes, addressed by offset; {@link dev.coop.core.journal.EventJournal} a stream of events, addressed by number,
 * with a log on disk if wanted.
 *
 * <p>How the event journal is made: {@code EventMemory} decides (what is numbered, written, visible, given up), {@code
 * LogFeed} carries from there to {@code EventLog} (the files) on the threads of {@link dev.coop.core.journal.LogDisk};
 * {@code LogSearch} and {@code LogTail} read the files.
 *
 * <p>Not here: what the bytes or events mean, JSON beyond the frame of a line, locking a log against a second process.
 */
@NullMarked
package dev.coop.core.journal;

import org.jspecify.annotations.NullMarked;
