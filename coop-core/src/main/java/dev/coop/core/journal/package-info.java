/**
 * Streams as journals: one writer, any number of cursors, a bounded memory, gaps that are told.
 *
 * <p>A subscriber is a position and a wake bit, never a queue. Not here: what the bytes or events mean.
 */
@NullMarked
package dev.coop.core.journal;

import org.jspecify.annotations.NullMarked;
