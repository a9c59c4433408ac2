/**
 * Programs on pseudo-terminals: spawn, read, write, resize, signal, reap.
 *
 * <p>Not here: what the bytes mean ({@code vt}), where they are kept ({@code journal}).
 */
@NullMarked
package dev.coop.core.pty;

import org.jspecify.annotations.NullMarked;
